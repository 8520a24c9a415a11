package hikae.host;

import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One write, as {@link Files} promises it. The order of the system calls is the promise: a kill or a power
 * cut between any two of them leaves the old file or the new one, whole.
 */
final class DurableWrite {
    private static final String STAMP = "uuuuMMdd-HHmmss";
    private static final int COPIES_IN_A_SECOND = 100;

    private final Environment environment;

    DurableWrite(Environment environment) {
        this.environment = environment;
    }

    /** Whether the version before a write stays as a dated copy. */
    enum Before {
        KEPT,
        DROPPED
    }

    /** Whether anything was written. The target is no link. */
    boolean write(Path target, byte[] content, int mode, Before old) throws IOException {
        Optional<Inode> before = Inode.at(target);
        if (before.isEmpty()) {
            replace(target, before, content, mode, old);
            return true;
        }
        Inode present = before.get();
        if (present.kind() != Files.Kind.FILE) {
            throw FileProblem.notAFile(target, present.kind());
        }
        if (!holds(target, present, content)) {
            replace(target, before, content, mode, old);
            return true;
        }
        return setMode(target, present, mode);
    }

    /** Gives a new thing the owner of the directory it stands in, when we are root. */
    void adopt(Path made) throws IOException {
        Optional<Inode> home = Inode.behind(directoryOf(made));
        if (environment.uid() == 0 && home.isPresent()) {
            own(made, home.get());
        }
    }

    /** Puts what a directory lists on disk. */
    static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("file-not-durable", directory), e);
        }
    }

    /** Puts a file's content and mode on disk. */
    static void sync(FileChannel channel, Path path) {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new ProblemException(Problem.of("file-not-durable", path), e);
        }
    }

    static Path directoryOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /** The mode exactly as asked, whatever the umask; a link in its place is refused by the kernel. */
    static void chmod(Path path, int mode) throws IOException {
        PosixFileAttributeView view =
                java.nio.file.Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setPermissions(permissions(mode));
    }

    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] inOrder = PosixFilePermission.values();
        for (int i = 0; i < inOrder.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                all.add(inOrder[i]);
            }
        }
        return all;
    }

    /** Opens a new file that nobody else could ever read, in one system call. */
    static FileChannel createPrivate(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(permissions(Files.PRIVATE)));
    }

    static void writeAll(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private void replace(Path target, Optional<Inode> before, byte[] content, int mode, Before old) throws IOException {
        Path temporary = beside(
                target, "tmp-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        Optional<Path> kept = Optional.empty();
        boolean done = false;
        try {
            fill(temporary, before, content, mode);
            kept = before.isEmpty() || old == Before.DROPPED ? kept : Optional.of(keep(target, before));
            java.nio.file.Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } finally {
            if (!done) {
                java.nio.file.Files.deleteIfExists(temporary);
                if (kept.isPresent()) {
                    java.nio.file.Files.deleteIfExists(kept.get());
                }
            }
        }
        syncDirectory(directoryOf(target));
        readBack(target, content, mode);
    }

    private static Path beside(Path target, String ending) {
        return target.resolveSibling("." + target.getFileName() + "." + ending);
    }

    private void fill(Path temporary, Optional<Inode> before, byte[] content, int mode) throws IOException {
        try (FileChannel channel = createPrivate(temporary)) {
            writeAll(channel, content);
            if (before.isPresent()) {
                own(temporary, before.get());
            } else {
                adopt(temporary);
            }
            if (mode != Files.PRIVATE) {
                chmod(temporary, mode);
            }
            sync(channel, temporary);
        }
    }

    /** A copy and no hard link: its mode is narrower than the original's may be. */
    private Path keep(Path target, Optional<Inode> before) throws IOException {
        Path copy = freeName(target);
        boolean done = false;
        try (FileChannel from = FileChannel.open(target, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel to = createPrivate(copy)) {
            long size = from.size();
            for (long at = 0; at < size; ) {
                at += from.transferTo(at, size - at, to);
            }
            own(copy, before.orElseThrow());
            sync(to, copy);
            done = true;
        } finally {
            if (!done) {
                java.nio.file.Files.deleteIfExists(copy);
            }
        }
        return copy;
    }

    private Path freeName(Path target) throws IOException {
        String stamp = LocalDateTime.now(environment.clock()).format(DateTimeFormatter.ofPattern(STAMP));
        for (int i = 1; i < COPIES_IN_A_SECOND; i++) {
            String again = i == 1 ? "" : "-" + i;
            Path name = target.resolveSibling(target.getFileName() + "." + stamp + again + ".bak");
            if (Inode.at(name).isEmpty()) {
                return name;
            }
        }
        throw ProblemException.of("file-failed", target, stamp + ".bak");
    }

    /** Makes owner and group those of {@code model}; refused when only root could. */
    private static void own(Path made, Inode model) throws IOException {
        Inode now = Inode.at(made).orElseThrow();
        if (now.state().uid() == model.state().uid() && now.gid() == model.gid()) {
            return;
        }
        try {
            java.nio.file.Files.setAttribute(made, "unix:gid", model.gid(), LinkOption.NOFOLLOW_LINKS);
            java.nio.file.Files.setAttribute(made, "unix:uid", model.state().uid(), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            String owner = Account.nameOf(model.state().uid());
            throw new ProblemException(Problem.of("file-other-owner", made, owner), e);
        }
    }

    private static boolean holds(Path target, Inode present, byte[] content) throws IOException {
        return present.state().size() == content.length
                && Arrays.equals(java.nio.file.Files.readAllBytes(target), content);
    }

    private static boolean setMode(Path target, Inode present, int mode) throws IOException {
        if (present.state().mode() == mode) {
            return false;
        }
        chmod(target, mode);
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
            sync(channel, target);
        }
        return true;
    }

    private static void readBack(Path target, byte[] content, int mode) throws IOException {
        Optional<Inode> now = Inode.at(target);
        boolean same = now.isPresent()
                && now.get().kind() == Files.Kind.FILE
                && now.get().state().mode() == mode
                && holds(target, now.get(), content);
        if (!same) {
            throw ProblemException.of("file-read-back", target);
        }
    }
}
