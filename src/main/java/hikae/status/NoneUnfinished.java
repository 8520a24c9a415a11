package hikae.status;

import hikae.text.Finding;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.Optional;

/** No restore was left half done; nothing is said where there is none. */
final class NoneUnfinished implements Check {
    static final String ID = "unfinished";

    @Override
    public String id() {
        return ID;
    }

    /** Neither forth nor back goes without Docker. */
    private static Say advice(Seen seen) {
        return seen.engine()
                .map(why -> Say.of("status.engine-first", why.hint()))
                .orElseGet(() -> seen.recoveries().advice());
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        boolean told = seen.recoveries().obstacle().isPresent(); // it advises what would not go
        return seen.recoveries().unfinished().filter(run -> !told).map(run -> {
            Say flow = Say.of("flow." + run.flow());
            Say since = Moments.when(run.startedAt().atZone(seen.now().getZone()));
            return seen.recoveries().isRunning()
                    ? Finding.warning(Problem.of("status-restore-runs", flow, since))
                    : Finding.no(Problem.of(
                            "status-restore-unfinished",
                            flow,
                            since,
                            advice(seen),
                            seen.recoveries().now()));
        });
    }
}
