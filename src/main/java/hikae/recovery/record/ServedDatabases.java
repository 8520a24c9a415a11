package hikae.recovery.record;

import hikae.host.Host;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.server.ServerQueries;
import hikae.recovery.server.ServerState.DatabaseState;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The databases of Misskey's as the server has them at this moment.
 *
 * @param live what has the live name; empty where nothing has it
 * @param kept those that were kept, the one replaced last first
 * @param unseen why the server could not be asked; then nothing is known of either
 */
public record ServedDatabases(Optional<DatabaseSummary> live, List<KeptDatabase> kept, Optional<Problem> unseen) {
    /** Where nothing was looked for. */
    public static final ServedDatabases NOTHING = new ServedDatabases(Optional.empty(), List.of(), Optional.empty());

    /**
     * Asks the server, by a client of its own, which is given back.
     *
     * @throws ProblemException when it cannot be asked
     */
    public static ServedDatabases ask(Host host, RestoreTarget target) {
        try (PsqlContainer client = PsqlContainer.start(host, target.way(), "look", target.home(), List.of())) {
            Map<String, DatabaseState> all = ServerQueries.databases(client);
            Optional<DatabaseSummary> live =
                    Optional.ofNullable(all.get(target.database().name())).map(one -> DatabaseSummary.of(client, one));
            return new ServedDatabases(live, KeptDatabase.of(client, target, all), Optional.empty());
        }
    }

    /** The same, or why it could not be asked. */
    public static ServedDatabases look(Host host, RestoreTarget target) {
        try {
            return ask(host, target);
        } catch (ProblemException e) {
            return unseen(e.problem());
        }
    }

    /** Where it could not be asked. */
    public static ServedDatabases unseen(Problem why) {
        return new ServedDatabases(Optional.empty(), List.of(), Optional.of(why));
    }

    /** A kept one by its name. */
    public Optional<KeptDatabase> kept(String name) {
        return kept.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
