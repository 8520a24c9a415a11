package hikae.status.check.dumps;

import hikae.recovery.record.Rehearsal;
import hikae.status.check.Check;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import java.time.Duration;
import java.util.Optional;

/** It was proved not long ago that a backup can be restored. Where there is no good backup there is nothing to prove. */
public final class Rehearsed implements Check {
    @Override
    public String id() {
        return "rehearsal";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        if (snapshot.folder().youngestGood().isEmpty() || !snapshot.disk().there()) {
            return Optional.empty();
        }
        return Optional.of(snapshot.recoveries()
                .rehearsal()
                .map(last -> judged(last, snapshot))
                .orElseGet(() -> Finding.warning(Problem.of("status-rehearsal-none"))));
    }

    private static Finding judged(Rehearsal last, StatusSnapshot snapshot) {
        Message when = Moments.when(last.at().atZone(snapshot.now().getZone()));
        Duration age = Duration.between(last.at(), snapshot.now().toInstant());
        Message span = Moments.span(age.isNegative() ? Duration.ZERO : age);
        if (!last.passed()) {
            Message why = last.problem().map(Problem::sentence).orElseGet(() -> Message.literal("?"));
            return Finding.no(Problem.of("status-rehearsal-failed", when, why));
        }
        return last.isOld(snapshot.now().toInstant())
                ? Finding.warning(Problem.of("status-rehearsal-old", span))
                : Finding.ok(Message.of("status.rehearsal", span, when));
    }
}
