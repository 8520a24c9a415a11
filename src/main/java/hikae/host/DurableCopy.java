package hikae.host;

import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;

/**
 * A copy of a file of any size. It bears another name until all of it is on disk, the same at every try, so
 * that what a kill has left is overwritten by the next one.
 */
final class DurableCopy {
    private static final int CHUNK = 1 << 18;

    private final DurableWrite writer;
    private final FileProblem problem;

    DurableCopy(DurableWrite writer, FileProblem problem) {
        this.writer = writer;
        this.problem = problem;
    }

    void copy(InputStream in, Path from, Path to, int mode, LongConsumer bytes) throws IOException {
        if (Inode.at(to).isPresent()) {
            throw ProblemException.of("file-name-taken", to);
        }
        Path temporary = to.resolveSibling("." + to.getFileName() + ".tmp-copy");
        boolean done = false;
        try {
            java.nio.file.Files.deleteIfExists(temporary);
            fill(in, from, temporary, mode, bytes);
            java.nio.file.Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } finally {
            if (!done) {
                java.nio.file.Files.deleteIfExists(temporary);
            }
        }
        DurableWrite.syncDirectory(DurableWrite.directoryOf(to));
    }

    private void fill(InputStream in, Path from, Path temporary, int mode, LongConsumer bytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long all = 0;
        try (FileChannel out = DurableWrite.createPrivate(temporary)) {
            for (int got = read(in, from, chunk); got > 0; got = read(in, from, chunk)) {
                ByteBuffer rest = ByteBuffer.wrap(chunk, 0, got);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                all += got;
                bytes.accept(all);
            }
            writer.adopt(temporary);
            if (mode != Files.PRIVATE) {
                DurableWrite.chmod(temporary, mode);
            }
            DurableWrite.sync(out, temporary);
        }
    }

    private int read(InputStream in, Path from, byte[] chunk) {
        try {
            return in.readNBytes(chunk, 0, chunk.length);
        } catch (IOException e) {
            throw problem.reading(from, e);
        }
    }
}
