package hikae.recovery.load;

import hikae.dump.DumpFacts;
import hikae.dump.file.DumpFormat;
import hikae.host.Files;
import hikae.host.Talk;
import hikae.text.ProblemException;
import hikae.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The pinned dump as it is sent to the client that loads it. Always as gzip, whose end is known by its sum: of plain
 * text nobody could tell that it was cut short. The last piece goes only when all of it is what was read; without it
 * what unpacks it fails, and nothing is committed.
 *
 * @param files where it is
 * @param pinned the copy in the run folder
 * @param facts what was read
 */
public record PinnedInput(Files files, Path pinned, DumpFacts facts) implements Talk.Input {
    private static final int PIECE = 1 << 18;

    /** @throws ProblemException {@code recovery-pin-changed} when it is not what was read */
    @Override
    public void into(OutputStream command) throws IOException {
        try (InputStream dump = files.open(pinned)) {
            if (facts.format() == DumpFormat.SQL) {
                OutputStream packed = new Stored(command);
                send(dump, packed);
                packed.close();
            } else {
                send(dump, command);
            }
        }
    }

    private void send(InputStream dump, OutputStream command) throws IOException {
        Sha256 sum = new Sha256();
        byte[] piece = dump.readNBytes(PIECE);
        byte[] next = dump.readNBytes(PIECE);
        while (next.length > 0) {
            sum.add(piece, 0, piece.length);
            command.write(piece);
            piece = next;
            next = dump.readNBytes(PIECE);
        }
        sum.add(piece, 0, piece.length);
        if (!sum.hex().equals(facts.sha256())) {
            throw ProblemException.of("recovery-pin-changed", pinned);
        }
        command.write(piece);
    }

    /** Takes no time to pack, nor much to unpack. */
    private static final class Stored extends GZIPOutputStream {
        Stored(OutputStream out) throws IOException {
            super(out, PIECE);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}
