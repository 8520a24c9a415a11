package hikae.host.files;

import hikae.host.Files;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A copy of a file of any size. It has another name until all of it is on disk, the same at every try, so
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

    void copy(InputStream bytes, Path from, HeldDirectory in, Path to, int mode, LongConsumer told) throws IOException {
        make(in, to, mode, made -> fill(bytes, from, made, told));
    }

    /** A file of mode 0600 that something else writes. */
    void store(HeldDirectory in, Path to, Files.Content content) throws IOException {
        make(in, to, Files.PRIVATE, made -> content.into(new Writing(made, in.path(to))));
    }

    /** Fills a file that was just made. */
    private interface Filling {
        void fill(FileChannel made) throws IOException;
    }

    /** What goes wrong here is about the file, not about what comes from elsewhere. */
    private final class Writing extends OutputStream {
        private final FileChannel made;
        private final Path shown;

        Writing(FileChannel made, Path shown) {
            this.made = made;
            this.shown = shown;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            try {
                DurableWrite.writeAll(made, ByteBuffer.wrap(bytes, from, length));
            } catch (IOException e) {
                throw problem.writing(shown, e);
            }
        }
    }

    private void make(HeldDirectory in, Path to, int mode, Filling filling) throws IOException {
        if (in.look(to).isPresent()) {
            throw ProblemException.of("file-name-taken", in.path(to));
        }
        Path temporary = Path.of("." + to + ".tmp-copy");
        boolean done = false;
        try {
            in.remove(temporary);
            try (Descriptor<FileChannel> made = in.create(temporary)) {
                filling.fill(made.opened());
                writer.adopt(made, in, temporary);
                if (mode != Files.PRIVATE) {
                    made.permit(mode);
                }
                DurableWrite.sync(made.opened(), in.path(temporary));
            }
            in.replace(temporary, to);
            done = true;
        } finally {
            if (!done) {
                in.remove(temporary);
            }
        }
        in.sync();
    }

    private void fill(InputStream in, Path from, FileChannel out, LongConsumer told) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long all = 0;
        for (int got = read(in, from, chunk); got > 0; got = read(in, from, chunk)) {
            DurableWrite.writeAll(out, ByteBuffer.wrap(chunk, 0, got));
            all += got;
            told.accept(all);
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
