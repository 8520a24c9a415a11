package hikae.status;

import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.Optional;

/** The Misskey that the backups are of is there; without Docker's word nothing else of it can be told. */
final class InstanceFound implements Check {
    @Override
    public String id() {
        return "instance";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        Optional<Problem> why = seen.engine().or(seen::missing);
        return Optional.of(why.map(Finding::no)
                .orElseGet(() -> Finding.ok(Say.of(
                        "status.instance",
                        seen.instance().orElseThrow().address().orElse("Misskey"),
                        seen.instance().orElseThrow().directory()))));
    }
}
