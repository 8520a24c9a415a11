package hikae.status.check.dumps;

import hikae.backup.dumps.Dump;
import hikae.status.check.Check;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.List;
import java.util.Optional;

/** No damaged file lies among the good ones; of the youngest its own line speaks. */
public final class NoPartials implements Check {
    @Override
    public String id() {
        return "partial";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        List<Dump> dumps = snapshot.folder().dumps();
        if (!snapshot.disk().there() || dumps.isEmpty()) {
            return Optional.empty();
        }
        List<Dump> bad = older(snapshot);
        if (bad.isEmpty()) {
            return dumps.get(0).isBad() ? Optional.empty() : Optional.of(Finding.ok(Message.of("status.partial")));
        }
        return Optional.of(Finding.warning(
                Problem.of("status-partials", bad.size(), bad.get(0).allShown())));
    }

    /** Those that were read and are no good, without the youngest. */
    static List<Dump> older(StatusSnapshot snapshot) {
        return snapshot.folder().dumps().stream().skip(1).filter(Dump::isBad).toList();
    }
}
