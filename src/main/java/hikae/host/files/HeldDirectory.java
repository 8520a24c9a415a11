package hikae.host.files;

import hikae.host.Files;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A directory that is held open. Everything in it is done by a single name and through its descriptor, so that
 * nobody can lay a link between a look and an act: the way to it was walked once, and which links were followed on it
 * is told by {@link FollowedLinks}. A name that is a link is never followed here.
 */
public final class HeldDirectory implements Closeable {
    /** What the kernel says to whoever would write where nobody can. */
    private static final Set<String> ONLY_READ =
            Set.of("Read-only file system", "Operation not permitted", "Invalid argument");

    private final Path path;
    private final Optional<Descriptor<FileChannel>> descriptor;

    private HeldDirectory(Path path, Optional<Descriptor<FileChannel>> descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /**
     * Opens a directory.
     *
     * @throws ProblemException {@code file-link-not-followed} when there is a link on the way that is not followed
     * @throws java.nio.file.NoSuchFileException when there is no such directory
     */
    static HeldDirectory open(FollowedLinks links, Path directory) throws IOException {
        FollowedLinks.End end = links.end(directory);
        try {
            return new HeldDirectory(end.path(), Optional.of(held(end.path(), end.path())));
        } catch (AccessDeniedException e) {
            refuseLinks(end.path());
            if (end.ours()) {
                return new HeldDirectory(end.path(), Optional.empty()); // it may be entered all the same
            }
            throw e;
        } catch (IOException e) {
            refuseLinks(end.path());
            throw e;
        }
    }

    /** The one that holds what the path names. */
    static HeldDirectory around(FollowedLinks links, Path path) throws IOException {
        return open(links, parent(path));
    }

    /** The same for a path that was walked already; most often there is nothing to tell links from. */
    static HeldDirectory around(FollowedLinks links, FollowedLinks.End end) throws IOException {
        Path directory = parent(end.path());
        try {
            return new HeldDirectory(directory, Optional.of(held(directory, directory)));
        } catch (IOException e) {
            return open(links, directory); // says what is the matter
        }
    }

    /** The directory that a path says it is in. */
    public static Path parent(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    /** The last name of a path; of the top it is the dot. */
    static Path name(Path path) {
        return Objects.requireNonNullElse(path.toAbsolutePath().normalize().getFileName(), Path.of("."));
    }

    /** The dot makes the kernel refuse all but directories: a pipe in its place would wait for ever. */
    private static Descriptor<FileChannel> held(Path by, Path where) throws IOException {
        return Descriptor.of(where, () -> FileChannel.open(by.resolve("."), StandardOpenOption.READ));
    }

    private static void refuseLinks(Path where) throws IOException {
        Path way = where.getRoot();
        for (Path name : where) {
            way = way.resolve(name);
            if (Inode.at(way).filter(i -> i.kind() == Files.Kind.SYMLINK).isPresent()) {
                throw notFollowed(way, way);
            }
        }
    }

    private static ProblemException notFollowed(Path shown, Path link) throws IOException {
        return ProblemException.of(
                "file-link-not-followed", shown, java.nio.file.Files.readSymbolicLink(link), parent(shown));
    }

    /** Where it really is. */
    Path path() {
        return path;
    }

    /** What a name in it is called in messages. */
    Path path(Path name) {
        return path.resolve(name);
    }

    /** Its own state. */
    Inode inode() throws IOException {
        return Inode.behind(base()).orElseThrow();
    }

    private Path base() {
        return descriptor.map(Descriptor::path).orElse(path);
    }

    private Path at(Path name) {
        return base().resolve(Objects.requireNonNull(name.getFileName()));
    }

    /** A path to it for what takes nothing else; it holds as long as this is open. */
    Path toPath() {
        return base().resolve(".");
    }

    /** What is under this name, a link not followed. */
    Optional<Inode> look(Path name) throws IOException {
        return Inode.at(at(name));
    }

    /** Its names. */
    List<Path> names() throws IOException {
        return Descriptor.names(toPath());
    }

    /**
     * The name itself; for a link to a file beside it, such as {@code latest}, the name of that file, there or not.
     *
     * @param seen what is under the name
     * @throws ProblemException {@code file-link-not-followed} for any other link
     */
    Path plain(Path name, Optional<Inode> seen) throws IOException {
        if (seen.filter(i -> i.kind() == Files.Kind.SYMLINK).isEmpty()) {
            return name;
        }
        Path target = java.nio.file.Files.readSymbolicLink(at(name));
        if (target.equals(name)) {
            throw new FileSystemException(path(name).toString(), "", "Too many levels of symbolic links");
        }
        boolean beside = target.getNameCount() == 1 && !target.isAbsolute() && target.equals(name(target));
        boolean leads =
                beside && look(target).filter(i -> i.kind() != Files.Kind.FILE).isEmpty();
        if (!leads) {
            throw notFollowed(path(name), at(name));
        }
        return target;
    }

    /**
     * Opens a file for reading from its start; it may be something else by now, which its state tells. Never waits: a
     * pipe that is opened for reading alone does until somebody writes into it, and whoever owns the directory may put
     * one there at any moment; one that is opened for both does not wait. What may not be written to is opened for
     * reading after all: where even root may not, as on a read-only file system, the name cannot be given to a pipe.
     */
    Descriptor<FileChannel> read(Path name) throws IOException {
        try {
            return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            if (mayOnlyBeRead(e)) {
                return open(name, StandardOpenOption.READ);
            }
            throw e;
        }
    }

    private static boolean mayOnlyBeRead(FileSystemException refusal) {
        return refusal instanceof AccessDeniedException || ONLY_READ.contains(String.valueOf(refusal.getReason()));
    }

    /** Makes a file that nobody else could ever read, in one system call; fails where the name is taken. */
    Descriptor<FileChannel> create(Path name) throws IOException {
        return open(name, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Opens a file that is there; only for writing as well it is certain not to wait. */
    Descriptor<FileChannel> open(Path name, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return open(name, all);
    }

    private Descriptor<FileChannel> open(Path name, Set<OpenOption> options) throws IOException {
        return Descriptor.of(
                path(name),
                () -> FileChannel.open(
                        at(name),
                        options,
                        PosixFilePermissions.asFileAttribute(DurableWrite.permissions(Files.PRIVATE))));
    }

    /** Makes a directory that only its owner may enter. */
    void makeDirectory(Path name) throws IOException {
        java.nio.file.Files.createDirectory(
                at(name), PosixFilePermissions.asFileAttribute(DurableWrite.permissions(Files.PRIVATE_DIRECTORY)));
    }

    /** Opens a directory in it, which is no link. */
    Descriptor<FileChannel> enter(Path name) throws IOException {
        try {
            return held(at(name), path(name));
        } catch (Descriptor.Elsewhere e) {
            if (look(name).filter(i -> i.kind() == Files.Kind.SYMLINK).isPresent()) {
                throw notFollowed(path(name), at(name));
            }
            throw e;
        }
    }

    /** Gives a file or directory this mode; the kernel refuses a link. */
    void permit(Path name, int mode) throws IOException {
        java.nio.file.Files.getFileAttributeView(at(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(DurableWrite.permissions(mode));
    }

    /** Another name in the same directory, whatever is under it. */
    void replace(Path name, Path to) throws IOException {
        java.nio.file.Files.move(at(name), at(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Another name, perhaps elsewhere. */
    void move(Path name, HeldDirectory directory, Path to) throws IOException {
        if (directory.look(to).isPresent()) {
            throw new FileAlreadyExistsException(directory.path(to).toString());
        }
        java.nio.file.Files.move(at(name), directory.at(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A second name, perhaps elsewhere; fails where it is taken. */
    void link(Path name, HeldDirectory directory, Path to) throws IOException {
        java.nio.file.Files.createLink(directory.at(to), at(name));
    }

    /** A link that is only text. */
    void symbolicLink(Path name, Path target) throws IOException {
        java.nio.file.Files.createSymbolicLink(at(name), target);
    }

    /** Whether there was something, which is gone now. */
    boolean remove(Path name) throws IOException {
        return java.nio.file.Files.deleteIfExists(at(name));
    }

    /** Puts what it lists on disk. */
    void sync() {
        if (descriptor.isEmpty()) {
            throw ProblemException.of("file-not-durable", path);
        }
        try {
            descriptor.get().opened().force(true);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("file-not-durable", path), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (descriptor.isPresent()) {
            descriptor.get().close();
        }
    }
}
