package hikae.status;

import hikae.backup.Dump;
import hikae.recovery.KeptName;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Databases that a restore has kept take up room until they are let go; nothing is said where there is none. */
final class KeptDatabases implements Check {
    private static final Duration LONG = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long FEW_WEEKS = 8;
    private static final long MANY_WEEKS = 520;

    /** A database takes up this much more than its SQL. */
    private static final double ON_DISK = 2.5;

    @Override
    public String id() {
        return "kept";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        NavigableMap<String, Long> kept = new TreeMap<>();
        seen.inside().map(Inside::kept).orElse(Map.of()).forEach((name, bytes) -> {
            if (KeptName.replaced(name).isPresent()) {
                kept.put(name, bytes);
            }
        });
        return kept.isEmpty() ? Optional.empty() : Optional.of(judged(kept, seen));
    }

    private static Finding judged(NavigableMap<String, Long> kept, Seen seen) {
        String newest = kept.lastKey();
        Instant replaced = KeptName.replaced(newest).orElseThrow();
        Duration age = Duration.between(replaced, seen.now().toInstant());
        Say span = Moments.span(age.isNegative() ? Duration.ZERO : age);
        long bytes = kept.values().stream().mapToLong(Long::longValue).sum();
        OptionalLong weeks = weeks(seen);
        Say room = weeks.isPresent()
                ? Say.of("status.kept.weeks", Amount.bytes(seen.disk().free()), weeks.getAsLong())
                : Say.of("status.kept.free", Amount.bytes(seen.disk().free()));
        Say what = kept.size() == 1
                ? Say.of("status.kept", newest, Amount.bytes(bytes), span, room)
                : Say.of("status.kept.several", kept.size(), Amount.bytes(bytes), newest, span, room);
        boolean needed = seen.shrunk().isPresent(); // it may hold what the live one has lost
        boolean soon = weeks.isPresent() && weeks.getAsLong() < FEW_WEEKS;
        return !needed && (soon || age.compareTo(LONG) > 0)
                ? Finding.warning(Problem.of("status-kept", what))
                : Finding.ok(what);
    }

    /** Weeks until the disk is full, by how much the SQL in the backups has grown; empty where that cannot be told. */
    private static OptionalLong weeks(Seen seen) {
        List<Dump> good = seen.folder().dumps().stream().filter(Dump::isGood).toList();
        if (good.size() < 2) {
            return OptionalLong.empty();
        }
        Dump newest = good.get(0);
        Dump oldest = good.get(good.size() - 1);
        Duration between = Duration.between(oldest.made(), newest.made());
        double grown = (sql(newest) - sql(oldest)) * ON_DISK * WEEK.toSeconds() / Math.max(1, between.toSeconds());
        if (between.compareTo(WEEK) < 0 || grown < 1) {
            return OptionalLong.empty();
        }
        long weeks = (long) (seen.disk().free() / grown);
        return weeks < MANY_WEEKS ? OptionalLong.of(weeks) : OptionalLong.empty();
    }

    private static long sql(Dump dump) {
        return dump.verified().orElseThrow().report().facts().sqlBytes();
    }
}
