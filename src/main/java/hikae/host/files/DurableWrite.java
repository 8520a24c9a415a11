package hikae.host.files;

import hikae.host.Account;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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

    /** What becomes of the version before a write. */
    enum Before {
        /** It stays as a dated copy. */
        KEPT,
        DROPPED,
        /** The same, and its owner says nothing: the new one is ours. */
        NOT_OURS
    }

    /** A rename would replace a link by a file, so the file behind it is meant; it must not lead elsewhere. */
    boolean write(FollowedLinks links, Path path, byte[] content, int mode, Before old) throws IOException {
        FollowedLinks.End end = links.end(path);
        Path directory = links.end(HeldDirectory.parent(path)).path();
        if (!end.path().startsWith(directory)) {
            throw ProblemException.of("file-link-outside", path, end.path());
        }
        try (HeldDirectory in = HeldDirectory.around(links, end)) {
            Path last = HeldDirectory.name(end.path());
            Path name = in.plain(last, in.look(last));
            boolean linked = !in.path(name).equals(directory.resolve(HeldDirectory.name(path)));
            if (linked && in.look(name).isEmpty()) {
                throw ProblemException.of("file-link-dangling", path);
            }
            return write(in, name, content, mode, old);
        }
    }

    /** Whether anything was written. */
    boolean write(HeldDirectory in, Path name, byte[] content, int mode, Before old) throws IOException {
        Optional<Inode> before = in.look(name);
        if (before.isEmpty()) {
            replace(in, name, before, content, mode, old);
            return true;
        }
        Inode present = before.get();
        if (present.kind() != Files.Kind.FILE) {
            throw FileProblem.notAFile(in.path(name), present.kind());
        }
        if (old == Before.NOT_OURS || !holds(in, name, present, content)) {
            replace(in, name, before, content, mode, old);
            return true;
        }
        return present.state().mode() != mode && setMode(in, name, mode);
    }

    /** Gives what was just made the owner of the directory it stands in, when we are root. */
    void adopt(Descriptor<?> made, HeldDirectory in, Path name) throws IOException {
        if (environment.uid() == 0) {
            own(made, in.path(name), in.inode());
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

    static void writeAll(FileChannel channel, byte[] content) throws IOException {
        writeAll(channel, ByteBuffer.wrap(content));
    }

    static void writeAll(FileChannel channel, ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private void replace(HeldDirectory in, Path name, Optional<Inode> before, byte[] content, int mode, Before old)
            throws IOException {
        Path temporary = Path.of("." + name + ".tmp-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        Optional<Path> kept = Optional.empty();
        boolean done = false;
        try {
            fill(in, temporary, before, content, mode, old);
            kept = before.isEmpty() || old != Before.KEPT ? kept : Optional.of(keep(in, name, before.get()));
            in.replace(temporary, name);
            done = true;
        } finally {
            if (!done) {
                in.remove(temporary);
                if (kept.isPresent()) {
                    in.remove(kept.get());
                }
            }
        }
        in.sync();
        readBack(in, name, content, mode);
    }

    private void fill(HeldDirectory in, Path temporary, Optional<Inode> before, byte[] content, int mode, Before old)
            throws IOException {
        try (Descriptor<FileChannel> made = in.create(temporary)) {
            writeAll(made.opened(), content);
            if (old == Before.NOT_OURS) {
                made.permit(mode);
            } else if (before.isPresent()) {
                own(made, in.path(temporary), before.get());
            } else {
                adopt(made, in, temporary);
            }
            if (mode != Files.PRIVATE) {
                made.permit(mode);
            }
            sync(made.opened(), in.path(temporary));
        }
    }

    /** A copy and no hard link: its mode is narrower than the original's may be. */
    private Path keep(HeldDirectory in, Path name, Inode before) throws IOException {
        Path copy = freeName(in, name);
        boolean done = false;
        try (Descriptor<FileChannel> from = in.read(name);
                Descriptor<FileChannel> to = in.create(copy)) {
            long size = from.opened().size();
            for (long at = 0; at < size; ) {
                at += from.opened().transferTo(at, size - at, to.opened());
            }
            own(to, in.path(copy), before);
            sync(to.opened(), in.path(copy));
            done = true;
        } finally {
            if (!done) {
                in.remove(copy);
            }
        }
        return copy;
    }

    private Path freeName(HeldDirectory in, Path name) throws IOException {
        String stamp = LocalDateTime.now(environment.clock()).format(DateTimeFormatter.ofPattern(STAMP));
        for (int i = 1; i < COPIES_IN_A_SECOND; i++) {
            String again = i == 1 ? "" : "-" + i;
            Path copy = Path.of(name + "." + stamp + again + ".bak");
            if (in.look(copy).isEmpty()) {
                return copy;
            }
        }
        throw ProblemException.of("file-failed", in.path(name), stamp + ".bak");
    }

    /** Makes owner and group those of {@code model}; refused when only root could. */
    private static void own(Descriptor<?> made, Path shown, Inode model) throws IOException {
        Inode now = made.inode();
        if (now.state().uid() == model.state().uid() && now.gid() == model.gid()) {
            return;
        }
        try {
            made.own(model.state().uid(), model.gid());
        } catch (IOException e) {
            String owner = Account.nameOf(model.state().uid());
            throw new ProblemException(Problem.of("file-other-owner", shown, owner), e);
        }
    }

    private static boolean holds(HeldDirectory in, Path name, Inode present, byte[] content) throws IOException {
        if (present.state().size() != content.length) {
            return false;
        }
        try (Descriptor<FileChannel> file = in.read(name)) {
            return file.inode().kind() == Files.Kind.FILE
                    && Arrays.equals(Channels.newInputStream(file.opened()).readNBytes(content.length + 1), content);
        }
    }

    private static boolean setMode(HeldDirectory in, Path name, int mode) throws IOException {
        try (Descriptor<FileChannel> file = in.read(name)) {
            file.permit(mode);
            sync(file.opened(), in.path(name));
        }
        return true;
    }

    private static void readBack(HeldDirectory in, Path name, byte[] content, int mode) throws IOException {
        Optional<Inode> now = in.look(name);
        boolean same = now.isPresent()
                && now.get().kind() == Files.Kind.FILE
                && now.get().state().mode() == mode
                && holds(in, name, now.get(), content);
        if (!same) {
            throw ProblemException.of("file-read-back", in.path(name));
        }
    }
}
