package hikae.status.check.dumps;

import hikae.backup.dumps.Dump;
import hikae.dump.DumpFacts;
import hikae.status.check.Check;
import hikae.status.look.StatusSnapshot;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The youngest good backup is not much smaller than those before it: the file, the notes, the users. Half of what
 * is usual may be a database that lost data, and retention would delete what still has it.
 */
public final class SizePlausible implements Check {
    /** Below, half as many is nothing odd. */
    private static final long FEW_ROWS = 20;

    @Override
    public String id() {
        return "size";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        List<Dump> good =
                snapshot.folder().dumps().stream().filter(Dump::isGood).toList();
        if (good.size() < 2 || !snapshot.disk().there()) {
            return Optional.empty();
        }
        Dump newest = good.get(0);
        List<Dump> earlier = good.subList(1, good.size());
        long usual = median(earlier, Dump::bytes);
        if (isHalf(newest.bytes(), usual)) {
            return Optional.of(Finding.no(
                    Problem.of("status-small", newest.shown(), Amount.bytes(newest.bytes()), Amount.bytes(usual))));
        }
        for (String table : List.of("note", "user")) {
            long rows = median(earlier, dump -> rows(dump, table));
            if (rows >= FEW_ROWS && isHalf(rows(newest, table), rows)) {
                return Optional.of(
                        Finding.no(Problem.of("status-few", newest.shown(), table, rows(newest, table), rows)));
            }
        }
        return Optional.of(Finding.ok(Message.of("status.size", Amount.bytes(newest.bytes()), Amount.bytes(usual))));
    }

    private static boolean isHalf(long now, long usual) {
        return now * 2 < usual;
    }

    private static long rows(Dump dump, String table) {
        return dump.verified()
                .map(read -> read.report().facts())
                .map(DumpFacts::rows)
                .map(rows -> rows.getOrDefault(table, 0L))
                .orElse(0L);
    }

    private static long median(List<Dump> dumps, ToLongFunction<Dump> figure) {
        List<Long> all =
                new ArrayList<>(dumps.stream().map(figure::applyAsLong).sorted().toList());
        return all.get(all.size() / 2);
    }
}
