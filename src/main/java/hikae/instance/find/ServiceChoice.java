package hikae.instance.find;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operator said where nothing tells.
 *
 * @param database the service of the database
 * @param misskey Misskey's services, the one that serves first; empty where nothing was said
 * @param project the Compose project's name; with the two below it is asked only where no Compose is there to read it
 * @param network the real name of the network that the database is on
 * @param major the major version of the database's server
 */
public record ServiceChoice(
        Optional<String> database,
        List<String> misskey,
        Optional<String> project,
        Optional<String> network,
        Optional<Integer> major) {
    public ServiceChoice {
        misskey = List.copyOf(misskey);
    }

    /** About services alone. */
    public ServiceChoice(Optional<String> database, List<String> misskey) {
        this(database, misskey, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** As it is typed: names parted by blanks or commas. */
    public static ServiceChoice parse(Optional<String> database, Optional<String> misskey) {
        return new ServiceChoice(
                database.flatMap(text -> names(text).stream().findFirst()),
                misskey.map(ServiceChoice::names).orElse(List.of()));
    }

    /** Names parted by blanks or commas. */
    public static List<String> names(String text) {
        return Stream.of(text.strip().split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Nothing was said. */
    public static ServiceChoice none() {
        return new ServiceChoice(Optional.empty(), List.of());
    }
}
