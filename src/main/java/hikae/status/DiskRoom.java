package hikae.status;

import hikae.backup.Dump;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.Optional;

/** The next dumps fit on the disk, and so will all that retention keeps. */
final class DiskRoom implements Check {
    @Override
    public String id() {
        return "disk";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        Optional<Long> dump = seen.folder()
                .youngestGood()
                .or(() -> seen.folder().youngest())
                .map(Dump::bytes)
                .filter(bytes -> bytes > 0);
        return dump.filter(bytes -> seen.disk().there()).map(bytes -> judged(seen, bytes));
    }

    private static Finding judged(Seen seen, long dump) {
        long free = seen.disk().free();
        if (free < 2 * dump) {
            return Finding.no(Problem.of("status-disk-full", Amount.bytes(free), Amount.bytes(dump)));
        }
        long used = seen.folder().dumps().stream().mapToLong(Dump::bytes).sum();
        Optional<Long> need = forecast(seen, dump).map(all -> Math.max(0, all - used));
        if (need.filter(more -> more > free).isPresent()) {
            return Finding.warning(Problem.of("status-disk-forecast", Amount.bytes(need.get()), Amount.bytes(free)));
        }
        return Finding.ok(Say.of("status.disk", Amount.bytes(free), Amount.bytes(need.orElse(dump))));
    }

    /** What all dumps will take once old ones are being deleted, with one being written and growth. */
    private static Optional<Long> forecast(Seen seen, long dump) {
        return seen.zone()
                .flatMap(zone -> seen.schedule()
                        .map(schedule -> seen.settings()
                                .orElseThrow()
                                .timing()
                                .keep()
                                .files(schedule, zone.zone())
                                .forecast(dump)));
    }
}
