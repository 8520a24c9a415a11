package hikae.status;

import hikae.recovery.Rehearsal;
import hikae.text.Finding;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.Say;
import java.time.Duration;
import java.util.Optional;

/** It was proved not long ago that a backup can be restored. Where there is no good backup there is nothing to prove. */
final class Rehearsed implements Check {
    @Override
    public String id() {
        return "rehearsal";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        if (seen.folder().youngestGood().isEmpty() || !seen.disk().there()) {
            return Optional.empty();
        }
        return Optional.of(seen.recoveries()
                .rehearsal()
                .map(last -> judged(last, seen))
                .orElseGet(() -> Finding.warning(Problem.of("status-rehearsal-none"))));
    }

    private static Finding judged(Rehearsal last, Seen seen) {
        Say when = Moments.when(last.at().atZone(seen.now().getZone()));
        Duration age = Duration.between(last.at(), seen.now().toInstant());
        Say span = Moments.span(age.isNegative() ? Duration.ZERO : age);
        if (!last.passed()) {
            Say why = last.problem().map(Problem::sentence).orElseGet(() -> Say.literal("?"));
            return Finding.no(Problem.of("status-rehearsal-failed", when, why));
        }
        return last.isOld(seen.now().toInstant())
                ? Finding.warning(Problem.of("status-rehearsal-old", span))
                : Finding.ok(Say.of("status.rehearsal", span, when));
    }
}
