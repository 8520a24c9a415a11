package hikae.dump.rows;

import hikae.text.Sha256;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the {@link Fingerprint} of a dump: the actor among the users, its key among the keys, whichever table
 * comes first. pg_dump writes the users first; should the keys come first, only so many of them are kept.
 */
public final class FingerprintRows {
    private static final Map<String, Integer> ACTORS = Map.of("instance.actor", 0, "system.actor", 1);
    private static final int MOST_ACTORS = 16;
    private static final int MOST_KEYS = 10_000;
    /** Misskey's column has 32 characters. */
    private static final int LONGEST_ID = 32;

    private record Row(String table, List<String> columns, Consumer<WatchedRow> reader) implements RowWatcher {
        @Override
        public void row(WatchedRow row) {
            reader.accept(row);
        }
    }

    /** Rank of the actors by their ids. */
    private final Map<String, Integer> actors = new HashMap<>();

    private final TreeMap<String, String> keys = new TreeMap<>();
    private boolean usersSeen;

    public RowWatcher users() {
        return new Row("user", List.of("id", "username", "host"), this::user);
    }

    public RowWatcher keys() {
        return new Row("user_keypair", List.of("userId", "publicKey"), this::key);
    }

    private void user(WatchedRow row) {
        usersSeen = true;
        boolean fits = row.to(0) - row.from(0) <= LONGEST_ID;
        if (fits && row.isNull(2) && actors.size() < MOST_ACTORS) {
            Optional.ofNullable(ACTORS.get(row.text(1))).ifPresent(rank -> actors.put(row.text(0), rank));
        }
    }

    /** Kept are the oldest one and those of actors; and any, while it is not known who is one. */
    private void key(WatchedRow row) {
        String user = row.text(0);
        boolean oldest = keys.isEmpty() || user.compareTo(keys.firstKey()) < 0;
        if (user.length() > LONGEST_ID) {
            return;
        }
        if (!oldest && (usersSeen ? !actors.containsKey(user) : keys.size() >= MOST_KEYS)) {
            return;
        }
        keys.put(user, Sha256.of(row.text(1)));
        if (keys.size() > MOST_KEYS) {
            keys.pollLastEntry();
        }
    }

    /** Empty when there is no key of anybody. */
    public Optional<Fingerprint> found() {
        Comparator<String> byRank = Comparator.comparing(this::rank);
        return keys.keySet().stream()
                .min(byRank.thenComparing(Comparator.naturalOrder()))
                .map(user -> new Fingerprint(user, keys.getOrDefault(user, ""), actors.containsKey(user)));
    }

    private int rank(String user) {
        return actors.getOrDefault(user, ACTORS.size());
    }
}
