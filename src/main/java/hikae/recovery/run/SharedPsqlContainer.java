package hikae.recovery.run;

import hikae.host.Host;
import hikae.recovery.server.PsqlContainer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The client that looks before a restore, handed on to the run: another one would cost the run half a second. It is given
 * back by whoever has it last, also when the operator goes away over the plan or the process is ended there.
 */
public final class SharedPsqlContainer implements AutoCloseable {
    private final Thread atExit = new Thread(this::give, "hikae-handed-on");
    private Optional<PsqlContainer> client = Optional.empty();
    private boolean over;

    /** Nobody has looked. */
    public static SharedPsqlContainer nothing() {
        SharedPsqlContainer nothing = new SharedPsqlContainer();
        nothing.close();
        return nothing;
    }

    /**
     * Starts the client.
     *
     * @throws IllegalStateException when nobody waits for the look any more; the client is given back then
     */
    public PsqlContainer start(Supplier<PsqlContainer> start) {
        PsqlContainer started = start.get();
        if (!keeps(started)) {
            started.close();
            throw new IllegalStateException("looked too late");
        }
        return started;
    }

    private synchronized boolean keeps(PsqlContainer started) {
        if (!over) {
            client = Optional.of(started);
            Runtime.getRuntime().addShutdownHook(atExit);
        }
        return !over;
    }

    /** The id of the one that is still to be taken. */
    public synchronized Optional<String> held() {
        return client.map(PsqlContainer::container);
    }

    /** Whose it is from now on; empty where there is none, or it has ended meanwhile. */
    public Optional<String> take(Host host) {
        return taken().map(PsqlContainer::container).filter(id -> HelperContainers.runs(host, id));
    }

    private synchronized Optional<PsqlContainer> taken() {
        Optional<PsqlContainer> was = client;
        client = Optional.empty();
        return was;
    }

    private void give() {
        taken().ifPresent(PsqlContainer::close);
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
        }
        give();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // it is running
        }
    }
}
