package hikae.host.files;

import hikae.host.Files;
import hikae.host.Holder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks that die with their process. POSIX drops a process's lock when it closes <em>any</em> descriptor of
 * the file, so a file locked by us is never opened a second time: what it holds is answered from here. Whoever takes
 * one locks the first byte, which decides, and then the second, which shows: a look tries only the second, so it
 * never refuses somebody who wants the first.
 */
final class FileLocks {
    private static final Map<Path, byte[]> HELD = new ConcurrentHashMap<>();

    private static final long DECIDES = 0;
    private static final long SHOWS = 1;

    /** A look holds the second byte for microseconds; who holds it for longer is no look. */
    private static final Duration LOOKING = Duration.ofSeconds(1);

    private FileLocks() {}

    /** Whether somebody holds it; nobody is refused by the question. */
    static synchronized boolean isHeld(HeldDirectory in, Path name) throws IOException {
        if (HELD.containsKey(in.path(name))) {
            return true;
        }
        if (in.look(name).isEmpty()) {
            return false;
        }
        try (Descriptor<FileChannel> file = in.read(name)) {
            return file.opened().tryLock(SHOWS, 1, true) == null;
        }
    }

    /** What the file of a lock held by this process contains. */
    static Optional<byte[]> content(FollowedLinks links, Path path) throws IOException {
        if (HELD.isEmpty()) {
            return Optional.empty();
        }
        Path directory = links.end(HeldDirectory.parent(path)).path();
        return Optional.ofNullable(HELD.get(directory.resolve(HeldDirectory.name(path))));
    }

    static synchronized Optional<Files.Lock> take(HeldDirectory in, Path name, Holder holder, DurableWrite writer)
            throws IOException {
        Path key = in.path(name);
        if (HELD.putIfAbsent(key, holder.toBytes()) != null) {
            return Optional.empty();
        }
        Optional<Files.Lock> taken = Optional.empty();
        try {
            taken = open(in, name, holder, writer);
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(key);
            }
        }
        return taken;
    }

    private static Optional<Files.Lock> open(HeldDirectory in, Path name, Holder holder, DurableWrite writer)
            throws IOException {
        boolean isNew = in.look(name).isEmpty();
        Descriptor<FileChannel> file =
                in.open(name, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean done = false;
        try {
            demandFile(file, in.path(name));
            if (file.opened().tryLock(DECIDES, 1, false) == null || !shows(file.opened())) {
                return Optional.empty();
            }
            if (isNew) {
                writer.adopt(file, in, name);
            }
            file.opened().truncate(0);
            DurableWrite.writeAll(file.opened(), holder.toBytes());
            done = true;
            Path key = in.path(name);
            return Optional.of(() -> release(key, file));
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    /** A pipe may have been put there a moment ago. */
    private static void demandFile(Descriptor<FileChannel> opened, Path shown) throws IOException {
        Files.Kind kind = opened.inode().kind();
        if (kind != Files.Kind.FILE) {
            throw FileProblem.notAFile(shown, kind);
        }
    }

    private static boolean shows(FileChannel channel) throws IOException {
        long end = System.nanoTime() + LOOKING.toNanos();
        while (channel.tryLock(SHOWS, 1, false) == null) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static void release(Path key, Descriptor<FileChannel> file) {
        try {
            file.close();
        } catch (IOException e) {
            throw FileProblem.notReleased(key, e);
        } finally {
            HELD.remove(key);
        }
    }
}
