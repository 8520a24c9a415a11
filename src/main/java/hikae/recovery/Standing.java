package hikae.recovery;

import hikae.host.Host;
import hikae.recovery.ServerState.DatabaseState;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The databases of Misskey's as the server has them at this moment.
 *
 * @param live what bears the live name; empty where none does
 * @param kept those that were kept, the one replaced last first
 * @param unseen why the server could not be asked; then nothing is known of either
 */
record Standing(Optional<Holds> live, List<Kept> kept, Optional<Problem> unseen) {
    /** Where nothing was looked for. */
    static final Standing NOTHING = new Standing(Optional.empty(), List.of(), Optional.empty());

    /**
     * Asks the server, by a client of its own, which is given back.
     *
     * @throws ProblemException when it cannot be asked
     */
    static Standing ask(Host host, Target target) {
        try (Client client = Client.lend(host, target.way(), "look", target.home(), List.of())) {
            Map<String, DatabaseState> all = Survey.databases(client);
            Optional<Holds> live =
                    Optional.ofNullable(all.get(target.database().name())).map(one -> Holds.of(client, one));
            return new Standing(live, Kept.of(client, target, all), Optional.empty());
        }
    }

    /** The same, or why it could not be asked. */
    static Standing look(Host host, Target target) {
        try {
            return ask(host, target);
        } catch (ProblemException e) {
            return unseen(e.problem());
        }
    }

    /** Where it could not be asked. */
    static Standing unseen(Problem why) {
        return new Standing(Optional.empty(), List.of(), Optional.of(why));
    }

    /** A kept one by its name. */
    Optional<Kept> kept(String name) {
        return kept.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
