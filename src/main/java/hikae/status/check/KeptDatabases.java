package hikae.status.check;

import hikae.backup.dumps.Dump;
import hikae.recovery.server.KeptName;
import hikae.status.look.ContainerProbe;
import hikae.status.look.StatusSnapshot;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Databases that a restore has kept need space until they are dropped; nothing is said where there is none. */
public final class KeptDatabases implements Check {
    private static final Duration LONG = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long FEW_WEEKS = 8;
    private static final long MANY_WEEKS = 520;

    /** A database needs this much more space than its SQL. */
    private static final double ON_DISK = 2.5;

    @Override
    public String id() {
        return "kept";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        NavigableMap<String, Long> kept = new TreeMap<>();
        snapshot.inside().map(ContainerProbe::kept).orElse(Map.of()).forEach((name, bytes) -> {
            if (KeptName.replaced(name).isPresent()) {
                kept.put(name, bytes);
            }
        });
        return kept.isEmpty() ? Optional.empty() : Optional.of(judged(kept, snapshot));
    }

    private static Finding judged(NavigableMap<String, Long> kept, StatusSnapshot snapshot) {
        String newest = kept.lastKey();
        Instant replaced = KeptName.replaced(newest).orElseThrow();
        Duration age = Duration.between(replaced, snapshot.now().toInstant());
        Message span = Moments.span(age.isNegative() ? Duration.ZERO : age);
        long bytes = kept.values().stream().mapToLong(Long::longValue).sum();
        OptionalLong weeks = weeks(snapshot);
        Message room = weeks.isPresent()
                ? Message.of("status.kept.weeks", Amount.bytes(snapshot.disk().free()), weeks.getAsLong())
                : Message.of("status.kept.free", Amount.bytes(snapshot.disk().free()));
        Message what = kept.size() == 1
                ? Message.of("status.kept", newest, Amount.bytes(bytes), span, room)
                : Message.of("status.kept.several", kept.size(), Amount.bytes(bytes), newest, span, room);
        boolean needed = snapshot.shrunk().isPresent(); // it may hold what the live one has lost
        boolean soon = weeks.isPresent() && weeks.getAsLong() < FEW_WEEKS;
        return !needed && (soon || age.compareTo(LONG) > 0)
                ? Finding.warning(Problem.of("status-kept", what))
                : Finding.ok(what);
    }

    /** Weeks until the disk is full, by how much the SQL in the backups has grown; empty where that cannot be told. */
    private static OptionalLong weeks(StatusSnapshot snapshot) {
        List<Dump> good =
                snapshot.folder().dumps().stream().filter(Dump::isGood).toList();
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
        long weeks = (long) (snapshot.disk().free() / grown);
        return weeks < MANY_WEEKS ? OptionalLong.of(weeks) : OptionalLong.empty();
    }

    private static long sql(Dump dump) {
        return dump.verified().orElseThrow().report().facts().sqlBytes();
    }
}
