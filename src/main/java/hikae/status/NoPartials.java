package hikae.status;

import hikae.backup.Dump;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.List;
import java.util.Optional;

/** No damaged file lies among the good ones; of the youngest its own line speaks. */
final class NoPartials implements Check {
    @Override
    public String id() {
        return "partial";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        List<Dump> dumps = seen.folder().dumps();
        if (!seen.disk().there() || dumps.isEmpty()) {
            return Optional.empty();
        }
        List<Dump> bad = older(seen);
        if (bad.isEmpty()) {
            return dumps.get(0).isBad() ? Optional.empty() : Optional.of(Finding.ok(Say.of("status.partial")));
        }
        return Optional.of(Finding.warning(
                Problem.of("status-partials", bad.size(), bad.get(0).allShown())));
    }

    /** Those that were read and are no good, without the youngest. */
    static List<Dump> older(Seen seen) {
        return seen.folder().dumps().stream().skip(1).filter(Dump::isBad).toList();
    }
}
