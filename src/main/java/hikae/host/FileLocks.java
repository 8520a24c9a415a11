package hikae.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks that die with their process. POSIX drops a process's lock when it closes <em>any</em> descriptor of
 * the file, so a file locked by us is never opened a second time: what it holds is answered from here.
 */
final class FileLocks {
    private static final Map<Path, byte[]> HELD = new ConcurrentHashMap<>();

    private FileLocks() {}

    /** What the file of a lock held by this process contains. */
    static Optional<byte[]> content(FollowedLinks links, Path path) throws IOException {
        if (HELD.isEmpty()) {
            return Optional.empty();
        }
        Path directory = links.end(HeldDirectory.parent(path)).path();
        return Optional.ofNullable(HELD.get(directory.resolve(HeldDirectory.name(path))));
    }

    static Optional<Files.Lock> take(HeldDirectory in, Path name, Holder holder, DurableWrite writer)
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
        Descriptor<FileChannel> file = in.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean done = false;
        try {
            FileLock lock = file.opened().tryLock();
            if (lock == null) {
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
