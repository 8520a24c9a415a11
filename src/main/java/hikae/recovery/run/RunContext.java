package hikae.recovery.run;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.server.DiskSpace;
import hikae.recovery.server.Names;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerConnection;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.work.Plan;
import hikae.work.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run works: on the live server, or on a throwaway one that the run has started.
 *
 * @param target what is recovered
 * @param runId the id of the run
 * @param rehearsal whether the server is a throwaway one
 */
public record RunContext(RestoreTarget target, String runId, boolean rehearsal) implements Plan.Tidying {
    private static final String DUMP = "dump";
    private static final int PORT = 5432;

    /** The names of this run. */
    public Names names() {
        return Names.of(runId, target.home());
    }

    /** The run folder. */
    public Path folder() {
        return Runs.folder(target.home()).resolve(runId);
    }

    /** The dump, under a name that no retention deletes. */
    public Path pinned() {
        return folder().resolve(DUMP);
    }

    /** What the run has noted. */
    public RunNotes notes(Host host) {
        return new RunNotes(host.files(), folder());
    }

    /**
     * The client that the steps of this run share: each of its own would cost half a second a step, also of the time
     * that Misskey is down. The first that asks starts it, or another one after it has died; it may see the server's
     * disk. While it is there no other run can work on the same database.
     */
    public PsqlContainer client(Host host) {
        return locked(host, shared(host));
    }

    /** The steps share this one, which was started for this run. */
    public void share(Host host, String container) {
        notes(host).put(Note.CLIENT, container);
    }

    private PsqlContainer shared(Host host) {
        RunNotes notes = notes(host);
        Optional<PsqlContainer> running = notes.get(Note.CLIENT)
                .filter(id -> HelperContainers.runs(host, id))
                .map(id -> PsqlContainer.running(host, way(host), id));
        return running.orElseGet(() -> {
            PsqlContainer client = startClient(host, room(host).binds());
            share(host, client.container());
            return client;
        });
    }

    /** A throwaway server is nobody else's. One that does not answer is locked as soon as it does. */
    private PsqlContainer locked(Host host, PsqlContainer client) {
        RunNotes notes = notes(host);
        if (rehearsal
                || notes.get(Note.LOCKED_BY).filter(client.container()::equals).isPresent()) {
            return client;
        }
        try {
            ProjectLock.take(host, target, runId);
            if (databaseLock().take(client)) {
                notes.put(Note.LOCKED_BY, client.container());
            }
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /**
     * Right before the databases change places: a server that was started again has forgotten who works on them.
     *
     * @return false when the lock had been lost, and was taken again
     */
    public boolean stillLocked(PsqlContainer client) {
        return rehearsal || databaseLock().isHeld(client) || !databaseLock().take(client);
    }

    /** The lock that keeps others off the database, for this run. */
    DatabaseLock databaseLock() {
        return new DatabaseLock(target, runId);
    }

    /**
     * Whether the incoming database has the live name, also when who made it so was killed before he knew.
     *
     * @param all the databases that there are
     */
    public boolean isSwitched(RunNotes notes, Map<String, DatabaseState> all) {
        Optional<Long> incoming = notes.get(Note.INCOMING_OID);
        Optional<Long> live =
                Optional.ofNullable(all.get(target.database().name())).map(DatabaseState::oid);
        return incoming.isPresent() && incoming.equals(live);
    }

    /** A client for one step, which closes it. */
    public PsqlContainer startClient(Host host, List<Docker.Bind> binds) {
        return PsqlContainer.start(host, way(host), runId, target.home(), binds);
    }

    /** Removes the clients of this run: one that a killed process has left may still be loading. */
    @Override
    public void tidy(Host host) {
        HelperContainers.removeClients(host, target.home(), runId, Optional.empty());
    }

    private ServerConnection way(Host host) {
        if (!rehearsal) {
            return target.way();
        }
        String server = notes(host).get(Note.SERVER).orElseThrow();
        return new ServerConnection(
                target.image(),
                "container:" + server,
                "127.0.0.1",
                PORT,
                target.database().user(),
                Optional.empty());
    }

    /** The disk of the server's data. */
    public DiskSpace room(Host host) {
        Optional<Docker.Container> server = rehearsal
                ? notes(host).get(Note.SERVER).flatMap(host.docker()::container)
                : new Containers(host.docker(), target).database();
        return server.map(DiskSpace::of).orElseGet(() -> new DiskSpace(Optional.empty()));
    }

    /** The database that is live; a rehearsal has none. */
    public Optional<String> live() {
        return rehearsal ? Optional.empty() : Optional.of(target.database().name());
    }
}
