package hikae.host.files;

import hikae.host.Files;
import hikae.text.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** A file that is read, and nothing else. */
final class RegularFile {
    private RegularFile() {}

    /** All bytes of what a path names; empty when there is nothing. A link to a file beside it counts as that file. */
    static Optional<byte[]> readIfThere(FollowedLinks links, Path path, int limit) throws IOException {
        return readIfThere(links, path, limit, inode -> true);
    }

    /** The same of a file that is root's or ours, as the opened file itself says. */
    static Optional<byte[]> readOurs(FollowedLinks links, Path path, int limit) throws IOException {
        return readIfThere(links, path, limit, links::isOurs);
    }

    private static Optional<byte[]> readIfThere(FollowedLinks links, Path path, int limit, Predicate<Inode> isWanted)
            throws IOException {
        FollowedLinks.End end = links.end(path);
        try (HeldDirectory in = HeldDirectory.around(links, end)) {
            Path last = HeldDirectory.name(end.path());
            Optional<Inode> seen = in.look(last);
            Path name = in.plain(last, seen);
            if ((name.equals(last) ? seen : in.look(name)).isEmpty()) {
                return Optional.empty();
            }
            try (Descriptor<FileChannel> file = open(in, name, path)) {
                return isWanted.test(file.inode()) ? Optional.of(all(file, path, limit)) : Optional.empty();
            }
        }
    }

    /** All its bytes, unless there are more than so many. */
    private static byte[] all(Descriptor<FileChannel> file, Path shown, int limit) throws IOException {
        long size = file.inode().state().size();
        byte[] content = new byte[0];
        if (size <= limit) {
            int most = limit == Integer.MAX_VALUE ? limit : limit + 1;
            content = Channels.newInputStream(file.opened()).readNBytes(most);
        }
        size = Math.max(size, content.length);
        if (size > limit) {
            throw ProblemException.of("file-too-large", shown, Long.toString(size), Integer.toString(limit));
        }
        return content;
    }

    /** The bytes of one that is root's or ours one after the other; empty when there is none, or another's. */
    static Optional<InputStream> streamOurs(FollowedLinks links, HeldDirectory in, Path name, Path shown)
            throws IOException {
        if (in.look(name).isEmpty()) {
            return Optional.empty();
        }
        Descriptor<FileChannel> file = open(in, name, shown);
        if (!links.isOurs(file.inode())) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(stream(file));
    }

    /** Its bytes one after the other. */
    static InputStream stream(HeldDirectory in, Path name, Path shown) throws IOException {
        return stream(open(in, name, shown));
    }

    private static InputStream stream(Descriptor<FileChannel> file) {
        return new FilterInputStream(Channels.newInputStream(file.opened())) {
            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    /** It is looked at before it is opened and, as it may have been replaced in between, once more as it was opened. */
    private static Descriptor<FileChannel> open(HeldDirectory in, Path name, Path shown) throws IOException {
        demand(in.look(name).orElseThrow(() -> ProblemException.of("file-missing", shown)), shown);
        Descriptor<FileChannel> file = in.read(name);
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
