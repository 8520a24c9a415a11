package hikae.host;

import hikae.text.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file that is read. Nothing else is opened: opening a FIFO would wait for somebody to write into it. */
final class RegularFile {
    private RegularFile() {}

    /** All its bytes, unless there are more than so many. */
    static byte[] read(HeldDirectory in, Path name, Path shown, int limit) throws IOException {
        try (Descriptor<InputStream> file = open(in, name, shown)) {
            long size = file.inode().state().size();
            byte[] content = new byte[0];
            if (size <= limit) {
                content = file.opened().readNBytes(limit == Integer.MAX_VALUE ? limit : limit + 1);
            }
            size = Math.max(size, content.length);
            if (size > limit) {
                throw ProblemException.of("file-too-large", shown, Long.toString(size), Integer.toString(limit));
            }
            return content;
        }
    }

    /** Its bytes one after the other. */
    static InputStream stream(HeldDirectory in, Path name, Path shown) throws IOException {
        Descriptor<InputStream> file = open(in, name, shown);
        return new FilterInputStream(file.opened()) {
            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    /** It is looked at before it is opened and, as it may have been replaced in between, once more as it was opened. */
    private static Descriptor<InputStream> open(HeldDirectory in, Path name, Path shown) throws IOException {
        demand(in.look(name).orElseThrow(() -> ProblemException.of("file-missing", shown)), shown);
        Descriptor<InputStream> file = in.read(name);
        boolean done = false;
        try {
            demand(file.inode(), shown);
            done = true;
            return file;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    private static void demand(Inode inode, Path shown) {
        if (inode.kind() != Files.Kind.FILE) {
            throw FileProblem.notAFile(shown, inode.kind());
        }
    }
}
