package hikae.recovery;

import hikae.host.Host;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The client that looks before a restore, handed on to the run: another one would cost the run half a second. It is given
 * back by whoever has it last, also when the operator goes away over the plan or the process is ended there.
 */
final class HandedOn implements AutoCloseable {
    private final Thread atExit = new Thread(this::give, "hikae-handed-on");
    private Optional<Client> client = Optional.empty();
    private boolean over;

    /** Nobody has looked. */
    static HandedOn nothing() {
        HandedOn nothing = new HandedOn();
        nothing.close();
        return nothing;
    }

    /**
     * Lends the client.
     *
     * @throws IllegalStateException when nobody waits for the look any more; the client is given back then
     */
    Client lend(Supplier<Client> lending) {
        Client lent = lending.get();
        if (!keeps(lent)) {
            lent.close();
            throw new IllegalStateException("looked too late");
        }
        return lent;
    }

    private synchronized boolean keeps(Client lent) {
        if (!over) {
            client = Optional.of(lent);
            Runtime.getRuntime().addShutdownHook(atExit);
        }
        return !over;
    }

    /** The id of the one that is still to be taken. */
    synchronized Optional<String> held() {
        return client.map(Client::container);
    }

    /** Whose it is from now on; empty where there is none, or it has ended meanwhile. */
    Optional<String> take(Host host) {
        return taken().map(Client::container).filter(id -> Lent.runs(host, id));
    }

    private synchronized Optional<Client> taken() {
        Optional<Client> was = client;
        client = Optional.empty();
        return was;
    }

    private void give() {
        taken().ifPresent(Client::close);
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
