package hikae.status.check;

import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import java.util.Optional;

/** No restore was left half done; nothing is said where there is none. */
public final class NoneUnfinished implements Check {
    public static final String ID = "unfinished";

    @Override
    public String id() {
        return ID;
    }

    /** Neither forth nor back goes without Docker. */
    private static Message advice(StatusSnapshot snapshot) {
        return snapshot.engine()
                .map(why -> Message.of("status.engine-first", why.hint()))
                .orElseGet(() -> snapshot.recoveries().advice());
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        boolean told = snapshot.recoveries().obstacle().isPresent(); // it advises what would not go
        return snapshot.recoveries().unfinished().filter(run -> !told).map(run -> {
            Message flow = Message.of("flow." + run.flow());
            Message since = Moments.when(run.startedAt().atZone(snapshot.now().getZone()));
            return snapshot.recoveries().isRunning()
                    ? Finding.warning(Problem.of("status-restore-runs", flow, since))
                    : Finding.no(Problem.of(
                            "status-restore-unfinished",
                            flow,
                            since,
                            advice(snapshot),
                            snapshot.recoveries().now()));
        });
    }
}
