package hikae.status.check.dumps;

import hikae.backup.dumps.Dump;
import hikae.status.check.Check;
import hikae.status.look.StatusSnapshot;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.Optional;

/** The next dumps fit on the disk, and so will all that retention keeps. */
public final class DiskRoom implements Check {
    @Override
    public String id() {
        return "disk";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        Optional<Long> dump = snapshot.folder()
                .youngestGood()
                .or(() -> snapshot.folder().youngest())
                .map(Dump::bytes)
                .filter(bytes -> bytes > 0);
        return dump.filter(bytes -> snapshot.disk().there()).map(bytes -> judged(snapshot, bytes));
    }

    private static Finding judged(StatusSnapshot snapshot, long dump) {
        long free = snapshot.disk().free();
        if (free < 2 * dump) {
            return Finding.no(Problem.of("status-disk-full", Amount.bytes(free), Amount.bytes(dump)));
        }
        long used = snapshot.folder().dumps().stream().mapToLong(Dump::bytes).sum();
        Optional<Long> need = forecast(snapshot, dump).map(all -> Math.max(0, all - used));
        if (need.filter(more -> more > free).isPresent()) {
            return Finding.warning(Problem.of("status-disk-forecast", Amount.bytes(need.get()), Amount.bytes(free)));
        }
        return Finding.ok(Message.of("status.disk", Amount.bytes(free), Amount.bytes(need.orElse(dump))));
    }

    /** What all dumps will take once old ones are being deleted, with one being written and growth. */
    private static Optional<Long> forecast(StatusSnapshot snapshot, long dump) {
        return snapshot.zone()
                .flatMap(zone -> snapshot.schedule()
                        .map(schedule -> snapshot.settings()
                                .orElseThrow()
                                .timing()
                                .keep()
                                .files(schedule, zone.zone())
                                .forecast(dump)));
    }
}
