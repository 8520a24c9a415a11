package hikae.host;

import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /** Whether the version before a write stays as a dated copy. */
    enum Before {
        KEPT,
        DROPPED
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
        if (!holds(in, name, present, content)) {
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
            fill(in, temporary, before, content, mode);
            kept = before.isEmpty() || old == Before.DROPPED ? kept : Optional.of(keep(in, name, before.get()));
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

    private void fill(HeldDirectory in, Path temporary, Optional<Inode> before, byte[] content, int mode)
            throws IOException {
        try (Descriptor<FileChannel> made = in.create(temporary)) {
            writeAll(made.opened(), content);
            if (before.isPresent()) {
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
        try (Descriptor<FileChannel> from = in.open(name, StandardOpenOption.READ);
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
        try (Descriptor<InputStream> file = in.read(name)) {
            return Arrays.equals(file.opened().readAllBytes(), content);
        }
    }

    private static boolean setMode(HeldDirectory in, Path name, int mode) throws IOException {
        try (Descriptor<FileChannel> file = in.open(name, StandardOpenOption.READ)) {
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
