package hikae.instance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operator said where nothing tells.
 *
 * @param database the service of the database
 * @param misskey Misskey's services, the one that serves first; empty where nothing was said
 */
public record ServiceChoice(Optional<String> database, List<String> misskey) {
    public ServiceChoice {
        misskey = List.copyOf(misskey);
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
