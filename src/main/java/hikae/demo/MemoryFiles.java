package hikae.demo;

import hikae.text.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Files that exist only in memory; behaves as the real ones do, as far as they can be seen from outside. */
public final class MemoryFiles extends NobodyElse {
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied on the way in and out
    private record Entry(Kind kind, byte[] content, int mode, Instant modified, String id) {
        Entry with(int changed) {
            return new Entry(kind, content, changed, modified, id);
        }
    }

    private final Map<Path, Entry> entries = new TreeMap<>();
    private final Set<Path> locked = new HashSet<>();
    private final Clock clock;
    private final long free;
    private long inodes;

    /**
     * @param clock tells when something was changed
     * @param free the bytes to call free
     */
    public MemoryFiles(Clock clock, long free) {
        this.clock = clock;
        this.free = free;
    }

    /** Every file with its content, sorted by path. */
    public synchronized Map<Path, byte[]> all() {
        Map<Path, byte[]> files = new TreeMap<>();
        entries.forEach((path, entry) -> {
            if (entry.kind() == Kind.FILE) {
                files.put(path, entry.content().clone());
            }
        });
        return files;
    }

    @Override
    public synchronized Optional<State> look(Path path) {
        return Optional.ofNullable(entries.get(path.normalize()))
                .map(e -> new State(
                        e.kind(),
                        e.content().length,
                        e.mode(),
                        1000,
                        e.modified(),
                        e.modified(),
                        e.id(),
                        names(e.id())));
    }

    @Override
    public synchronized byte[] read(Path path, int limit) {
        return readIfThere(path, limit).orElseThrow(() -> ProblemException.of("file-missing", path));
    }

    @Override
    public synchronized Optional<byte[]> readIfThere(Path path, int limit) {
        Entry entry = entries.get(path.normalize());
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.kind() != Kind.FILE) {
            throw ProblemException.of("file-not-regular", path);
        }
        if (entry.content().length > limit) {
            throw ProblemException.of("file-too-large", path, entry.content().length, limit);
        }
        return Optional.of(entry.content().clone());
    }

    @Override
    public InputStream open(Path path) {
        return new ByteArrayInputStream(read(path, Integer.MAX_VALUE));
    }

    @Override
    public void store(Path path, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.into(bytes);
        if (look(path).isPresent()) {
            throw ProblemException.of("file-name-taken", path);
        }
        write(path, bytes.toByteArray(), PRIVATE);
    }

    @Override
    public synchronized void move(Path from, Path to) {
        Entry entry = Optional.ofNullable(entries.get(from.normalize()))
                .orElseThrow(() -> ProblemException.of("file-missing", from));
        if (entries.putIfAbsent(to.normalize(), entry) != null) {
            throw ProblemException.of("file-name-taken", to);
        }
        entries.remove(from.normalize());
    }

    @Override
    public synchronized void rename(Path directory, Path to) {
        demandDirectory(directory);
        if (entries.containsKey(to.normalize())) {
            throw ProblemException.of("file-name-taken", to);
        }
        Path top = directory.normalize();
        List<Path> below =
                entries.keySet().stream().filter(path -> path.startsWith(top)).toList();
        below.forEach(path -> entries.put(
                to.normalize().resolve(top.relativize(path)).normalize(),
                Objects.requireNonNull(entries.remove(path))));
    }

    @Override
    public synchronized void removeEmpty(Path directory) {
        if (entries.containsKey(directory.normalize())) {
            demandDirectory(directory);
            if (!list(directory).isEmpty()) {
                throw ProblemException.of("file-failed", directory, "Directory not empty");
            }
            entries.remove(directory.normalize());
        }
    }

    private void demandDirectory(Path path) {
        Entry entry = Optional.ofNullable(entries.get(path.normalize()))
                .orElseThrow(() -> ProblemException.of("file-missing", path));
        if (entry.kind() != Kind.DIRECTORY) {
            throw ProblemException.of("file-not-directory", path);
        }
    }

    @Override
    public synchronized boolean link(Path from, Path to) {
        Entry original = regular(from);
        Entry taken = entries.putIfAbsent(to.normalize(), original);
        if (taken != null && !taken.id().equals(original.id())) {
            throw ProblemException.of("file-name-taken", to);
        }
        return true;
    }

    @Override
    public synchronized void copy(Path from, Path to, int mode, LongConsumer bytes) {
        Entry original = regular(from);
        if (entries.containsKey(to.normalize())) {
            throw ProblemException.of("file-name-taken", to);
        }
        entries.put(to.normalize(), entry(Kind.FILE, original.content(), mode));
        bytes.accept(original.content().length);
    }

    @Override
    public synchronized void permit(Path path, int mode) {
        Entry present = entries.get(path.normalize());
        if (present != null) {
            entries.replaceAll((at, entry) -> entry.id().equals(present.id()) ? entry.with(mode) : entry);
        }
    }

    @Override
    public synchronized List<Path> list(Path directory) {
        return entries.keySet().stream()
                .filter(path -> directory.normalize().equals(path.getParent()))
                .toList();
    }

    @Override
    public Path real(Path path) {
        return path.toAbsolutePath().normalize();
    }

    @Override
    public synchronized boolean write(Path path, byte[] content, int mode) {
        Entry present = entries.get(path.normalize());
        if (present != null && Arrays.equals(present.content(), content) && present.mode() == mode) {
            return false;
        }
        parents(path.normalize());
        entries.put(path.normalize(), entry(Kind.FILE, content.clone(), mode));
        return true;
    }

    @Override
    public boolean replace(Path path, byte[] content) {
        return write(path, content, PRIVATE);
    }

    @Override
    public synchronized boolean makeDirectory(Path directory, int mode) {
        Path at = directory.normalize();
        Entry present = entries.get(at);
        if (present != null && present.kind() == Kind.DIRECTORY && (present.mode() & ~mode) == 0) {
            return false;
        }
        parents(at);
        entries.put(at, entry(Kind.DIRECTORY, new byte[0], mode));
        return true;
    }

    @Override
    public synchronized void append(Path path, String line, boolean durable) {
        Entry present = entries.get(path.normalize());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (present != null) {
            all.writeBytes(present.content());
            boolean torn = all.size() > 0 && present.content()[all.size() - 1] != '\n';
            all.writeBytes((torn ? "\n" : "").getBytes(StandardCharsets.UTF_8));
        }
        all.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        parents(path.normalize());
        entries.put(path.normalize(), entry(Kind.FILE, all.toByteArray(), PRIVATE));
    }

    @Override
    public synchronized void remove(Path path) {
        entries.remove(path.normalize());
    }

    @Override
    public void probe(Path directory) {
        // memory takes everything
    }

    @Override
    public long freeBytes(Path path) {
        return free;
    }

    @Override
    public synchronized Optional<Lock> lock(Path path) {
        return locked.add(path.normalize()) ? Optional.of(() -> unlock(path.normalize())) : Optional.empty();
    }

    @Override
    public synchronized boolean isLocked(Path path) {
        return locked.contains(path.normalize());
    }

    private synchronized void unlock(Path path) {
        locked.remove(path);
    }

    private Entry entry(Kind kind, byte[] content, int mode) {
        inodes++;
        return new Entry(kind, content, mode, clock.instant(), "memory:" + inodes);
    }

    private int names(String id) {
        return Math.toIntExact(
                entries.values().stream().filter(entry -> entry.id().equals(id)).count());
    }

    private Entry regular(Path path) {
        Entry entry = entries.get(path.normalize());
        if (entry == null) {
            throw ProblemException.of("file-missing", path);
        }
        if (entry.kind() != Kind.FILE) {
            throw ProblemException.of("file-is-directory", path);
        }
        return entry;
    }

    private void parents(Path path) {
        Path parent = path.getParent();
        if (parent != null && !entries.containsKey(parent)) {
            parents(parent);
            entries.put(parent, entry(Kind.DIRECTORY, new byte[0], 0755));
        }
    }
}
