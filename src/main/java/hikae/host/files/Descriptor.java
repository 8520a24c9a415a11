package hikae.host.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something open and the number of its descriptor. Through {@code /proc/self/fd/NUMBER} the thing itself is reached,
 * whatever the names that once led to it lead to by now; Java has no other way to say "in this very directory" for
 * everything that we do there.
 *
 * @param <T> what reads or writes it
 */
final class Descriptor<T extends Closeable> implements Closeable {
    private static final Path ALL = Path.of("/proc/self/fd");
    private static final int GUESSES = 8;

    /** Numbers of what is open here. All is opened and closed while holding it, so a number means one thing. */
    private static final Set<Integer> OURS = new HashSet<>();

    /** The kernel gives out the lowest number that is free: probably one that was closed a moment ago. */
    private static final Deque<Integer> CLOSED = new ArrayDeque<>();

    private final T opened;
    private final int number;

    private Descriptor(T opened, int number) {
        this.opened = opened;
        this.number = number;
    }

    /** How it is opened. */
    interface Opening<T> {
        T open() throws IOException;
    }

    /** What was opened is not where it was meant to be: a link led elsewhere, or it was moved at this moment. */
    static final class Elsewhere extends IOException {
        private static final long serialVersionUID = 1;

        Elsewhere(Path meant) {
            super("not at " + meant);
        }
    }

    /**
     * Opens it, and holds it only if the kernel says that it stands at this place, no link in between.
     *
     * @param where absolute and without links
     * @throws Elsewhere when it does not
     */
    static <T extends Closeable> Descriptor<T> of(Path where, Opening<T> opening) throws IOException {
        synchronized (OURS) {
            T opened = opening.open();
            Optional<Integer> number = Optional.empty();
            try {
                number = number(where);
            } finally {
                if (number.isEmpty()) {
                    opened.close();
                }
            }
            int found = number.orElseThrow(() -> new Elsewhere(where));
            OURS.add(found);
            return new Descriptor<>(opened, found);
        }
    }

    /** The names in a directory that is held; reading them opens it a second time for a moment. */
    static List<Path> names(Path directory) throws IOException {
        synchronized (OURS) {
            List<Path> names = new ArrayList<>();
            try (DirectoryStream<Path> entries = java.nio.file.Files.newDirectoryStream(directory)) {
                entries.forEach(entry -> names.add(Objects.requireNonNull(entry.getFileName())));
            } catch (DirectoryIteratorException e) {
                throw Objects.requireNonNull(e.getCause());
            }
            return names;
        }
    }

    private static Optional<Integer> number(Path where) throws IOException {
        Optional<Integer> guessed =
                CLOSED.stream().filter(guess -> isAt(guess, where)).findFirst();
        if (guessed.isPresent() || !where.toRealPath().equals(where)) {
            return guessed; // a link is the usual reason not to be there; then all need not be looked through
        }
        return Stream.ofNullable(ALL.toFile().list())
                .flatMap(Arrays::stream)
                .map(Integer::valueOf)
                .filter(number -> isAt(number, where))
                .findFirst();
    }

    private static boolean isAt(int number, Path where) {
        try {
            return !OURS.contains(number)
                    && java.nio.file.Files.readSymbolicLink(at(number)).equals(where);
        } catch (IOException e) {
            return false; // closed meanwhile, so it is not the one that we have just opened
        }
    }

    private static Path at(int number) {
        return ALL.resolve(Integer.toString(number));
    }

    /** What reads or writes it. */
    T opened() {
        return opened;
    }

    /** A path to the thing itself while it is open. */
    Path path() {
        return at(number);
    }

    /** Its state. */
    Inode inode() throws IOException {
        return Inode.behind(path()).orElseThrow();
    }

    /** Gives it this owner and group. */
    void own(int uid, int gid) throws IOException {
        java.nio.file.Files.setAttribute(path(), "unix:gid", gid);
        java.nio.file.Files.setAttribute(path(), "unix:uid", uid);
    }

    /** Gives it this mode, whatever the umask. */
    void permit(int mode) throws IOException {
        java.nio.file.Files.getFileAttributeView(path(), PosixFileAttributeView.class)
                .setPermissions(DurableWrite.permissions(mode));
    }

    @Override
    public void close() throws IOException {
        synchronized (OURS) {
            try {
                opened.close();
            } finally {
                OURS.remove(number);
                CLOSED.remove(number);
                CLOSED.addFirst(number);
                if (CLOSED.size() > GUESSES) {
                    CLOSED.removeLast();
                }
            }
        }
    }
}
