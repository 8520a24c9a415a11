package hikae.status.check;

import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.Optional;

/** The Misskey that the backups are of is there; without Docker's word nothing else of it can be told. */
public final class InstanceFound implements Check {
    @Override
    public String id() {
        return "instance";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        Optional<Problem> why = snapshot.engine().or(snapshot::missing);
        return Optional.of(why.map(Finding::no)
                .orElseGet(() -> Finding.ok(Message.of(
                        "status.instance",
                        snapshot.instance().orElseThrow().address().orElse("Misskey"),
                        snapshot.instance().orElseThrow().directory()))));
    }
}
