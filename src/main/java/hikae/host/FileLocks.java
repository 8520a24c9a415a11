package hikae.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    static synchronized boolean isHeld(Path path) throws IOException {
        if (HELD.containsKey(key(path))) {
            return true;
        }
        if (Inode.at(path).isEmpty()) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock(SHOWS, 1, true) == null;
        }
    }

    /** What the file of a lock held by this process contains. */
    static Optional<byte[]> content(Path path) {
        return HELD.isEmpty() ? Optional.empty() : Optional.ofNullable(HELD.get(key(path)));
    }

    static synchronized Optional<Files.Lock> take(Path path, Holder holder, DurableWrite writer) throws IOException {
        Path key = key(path);
        if (HELD.putIfAbsent(key, holder.toBytes()) != null) {
            return Optional.empty();
        }
        Optional<Files.Lock> taken = Optional.empty();
        try {
            taken = open(path, key, holder, writer);
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(key);
            }
        }
        return taken;
    }

    private static Optional<Files.Lock> open(Path path, Path key, Holder holder, DurableWrite writer)
            throws IOException {
        boolean isNew = Inode.at(path).isEmpty();
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(DurableWrite.permissions(Files.PRIVATE)));
        boolean done = false;
        try {
            if (channel.tryLock(DECIDES, 1, false) == null || !shows(channel)) {
                return Optional.empty();
            }
            if (isNew) {
                writer.adopt(path);
            }
            channel.truncate(0);
            DurableWrite.writeAll(channel, holder.toBytes());
            done = true;
            return Optional.of(() -> release(key, channel));
        } finally {
            if (!done) {
                channel.close();
            }
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

    private static void release(Path key, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileProblem.notReleased(key, e);
        } finally {
            HELD.remove(key);
        }
    }

    /** One name per file, however its directory was spelled. */
    private static Path key(Path path) {
        try {
            return DurableWrite.directoryOf(path).toRealPath().resolve(path.getFileName());
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
