package hikae.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks that die with their process. POSIX drops a process's lock when it closes <em>any</em> descriptor of
 * the file, so a file locked by us is never opened a second time: what it holds is answered from here.
 */
final class FileLocks {
    private static final Map<Path, byte[]> HELD = new ConcurrentHashMap<>();

    private FileLocks() {}

    /** What the file of a lock held by this process contains. */
    static Optional<byte[]> content(Path path) {
        return HELD.isEmpty() ? Optional.empty() : Optional.ofNullable(HELD.get(key(path)));
    }

    static Optional<Files.Lock> take(Path path, Holder holder, DurableWrite writer) throws IOException {
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
            FileLock lock = channel.tryLock();
            if (lock == null) {
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
