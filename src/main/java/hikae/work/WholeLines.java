package hikae.work;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The lines of a file that another process may still be writing to, one after the other: never the whole file at once. */
final class WholeLines {
    /** No line of ours is longer; of one that is, nothing is kept, and it is told as an empty one. */
    private static final int LONGEST = 1 << 20;

    private static final int PIECE = 1 << 16;

    private final Consumer<String> told;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long whole;
    private long open;

    private WholeLines(Consumer<String> told) {
        this.told = told;
    }

    /**
     * Tells every line that is ended.
     *
     * @return how many bytes they are, the last line's end included: there the next look begins
     */
    static long each(InputStream in, Consumer<String> told) throws IOException {
        WholeLines lines = new WholeLines(told);
        lines.read(in);
        return lines.whole;
    }

    /** Tells every line, also a last one that is not ended. */
    static void all(InputStream in, Consumer<String> told) throws IOException {
        WholeLines lines = new WholeLines(told);
        lines.read(in);
        if (lines.open > 0) {
            lines.end();
        }
    }

    private void read(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            take(piece, length);
        }
    }

    private void take(byte[] piece, int length) {
        for (int i = 0; i < length; i++) {
            open++;
            if (piece[i] == '\n') {
                whole += open;
                end();
            } else if (open <= LONGEST) {
                line.write(piece[i]);
            }
        }
    }

    private void end() {
        told.accept(open > LONGEST ? "" : line.toString(StandardCharsets.UTF_8));
        line.reset();
        open = 0;
    }
}
