package hikae.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A hostile owner: takes directories away, lays links in their place and puts them back, as fast as he can. */
public final class Swap implements AutoCloseable {
    private final List<Path> places;
    private final Path victim;
    private final int owner;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final Thread thread;
    private volatile boolean over;

    private Swap(List<Path> places, Path victim, int owner) {
        this.places = List.copyOf(places);
        this.victim = victim;
        this.owner = owner;
        this.thread = new Thread(this::swap, "hostile owner");
    }

    /** Begins. */
    public static Swap of(List<Path> places, Path victim, int owner) {
        Swap swap = new Swap(places, victim, owner);
        swap.thread.start();
        return swap;
    }

    private void swap() {
        try {
            while (!over) {
                for (Path place : places) {
                    once(place);
                    turns.incrementAndGet();
                }
            }
        } catch (IOException e) {
            failure.set(e);
        }
    }

    /** Where we have made a directory in the meantime, the link comes in its place by a rename once it is moved away. */
    private void once(Path place) throws IOException {
        Path aside = place.resolveSibling(place.getFileName() + ".aside");
        Path link = place.resolveSibling(place.getFileName() + ".link");
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.move(place, aside);
        Files.createSymbolicLink(link, victim);
        Files.setAttribute(link, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(link, place);
            Thread.onSpinWait();
            Files.delete(place);
        } else {
            Files.delete(link);
            clear(place);
        }
        Files.move(aside, place);
    }

    /** What we have made where his directory was is his to take away. */
    private static void clear(Path place) throws IOException {
        Path gone = place.resolveSibling(place.getFileName() + ".gone" + System.nanoTime());
        Files.move(place, gone);
    }

    /** How often he has had a go. */
    public int turns() {
        return turns.get();
    }

    @Override
    public void close() throws IOException {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (failure.get() != null) {
            throw new IOException("the hostile owner gave up", failure.get());
        }
    }
}
