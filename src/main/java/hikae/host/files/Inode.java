package hikae.host.files;

import hikae.host.Files;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the file system says about a path: {@link Files.State} and the group.
 *
 * @param state what a caller of {@link Files} sees
 * @param gid the group's number
 */
record Inode(Files.State state, int gid) {
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int SYMLINK = 0120000;

    /** The path itself, a link not followed; empty when there is nothing. */
    static Optional<Inode> at(Path path) throws IOException {
        return read(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** What the path leads to, such as that of a descriptor; empty when there is nothing, also behind a link. */
    static Optional<Inode> behind(Path path) throws IOException {
        return read(path);
    }

    /** The path itself where there is something, else the nearest directory above it that there is. */
    static Path nearest(Path path) throws IOException {
        Path existing = path.toAbsolutePath().normalize();
        while (behind(existing).isEmpty() && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    Files.Kind kind() {
        return state.kind();
    }

    private static Optional<Inode> read(Path path, LinkOption... options) throws IOException {
        try {
            Map<String, Object> all = java.nio.file.Files.readAttributes(
                    path, "unix:mode,size,uid,gid,lastModifiedTime,ctime,dev,ino,nlink", options);
            int mode = (Integer) value(all, "mode");
            Files.State state = new Files.State(
                    kind(mode),
                    (Long) value(all, "size"),
                    mode & 07777,
                    (Integer) value(all, "uid"),
                    ((FileTime) value(all, "lastModifiedTime")).toInstant(),
                    ((FileTime) value(all, "ctime")).toInstant(),
                    value(all, "dev") + ":" + value(all, "ino"),
                    (Integer) value(all, "nlink"));
            return Optional.of(new Inode(state, (Integer) value(all, "gid")));
        } catch (FileSystemException e) {
            if (isAbsence(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether it failed because there is no such thing, or something on the way is no directory. */
    static boolean isAbsence(IOException failure) {
        return failure instanceof NoSuchFileException
                || (failure instanceof FileSystemException system
                        && String.valueOf(system.getReason()).contains("Not a directory"));
    }

    private static Object value(Map<String, Object> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private static Files.Kind kind(int mode) {
        return switch (mode & TYPE) {
            case REGULAR -> Files.Kind.FILE;
            case DIRECTORY -> Files.Kind.DIRECTORY;
            case SYMLINK -> Files.Kind.SYMLINK;
            default -> Files.Kind.OTHER;
        };
    }
}
