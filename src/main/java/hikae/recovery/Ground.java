package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a run works: on the live server, or on a throwaway one that the run has started.
 *
 * @param target what is recovered
 * @param runId the id of the run
 * @param rehearsal whether the server is a throwaway one
 */
record Ground(Target target, String runId, boolean rehearsal) {
    /** What a note says about the throwaway server. */
    static final String SERVER = "server";

    private static final int PORT = 5432;

    /** The names of this run. */
    Names names() {
        return Names.of(runId, target.home());
    }

    /** The run folder. */
    Path folder() {
        return target.home().resolve("hikae/runs").resolve(runId);
    }

    /** The dump, under a name that no retention deletes. */
    Path pinned() {
        return folder().resolve("dump");
    }

    /** What the run has noted. */
    Notes notes(Host host) {
        return new Notes(host.files(), folder());
    }

    /** A client of the server. */
    Client client(Host host, List<Docker.Bind> binds) {
        return Client.lend(host, way(host), runId, target.home(), binds);
    }

    private Way way(Host host) {
        if (!rehearsal) {
            return target.way();
        }
        String server = notes(host).get(SERVER).orElseThrow();
        return new Way(
                target.image(),
                "container:" + server,
                "127.0.0.1",
                PORT,
                target.database().user(),
                Optional.empty());
    }

    /** The disk of the server's data. */
    Room room(Host host) {
        Optional<Docker.Container> server = rehearsal
                ? notes(host).get(SERVER).flatMap(host.docker()::container)
                : new Containers(host.docker(), target).database();
        return server.map(Room::of).orElseGet(() -> new Room(Optional.empty()));
    }

    /** The database that is live; a rehearsal has none. */
    Optional<String> live() {
        return rehearsal ? Optional.empty() : Optional.of(target.database().name());
    }
}
