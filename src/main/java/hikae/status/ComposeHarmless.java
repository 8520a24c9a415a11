package hikae.status;

import hikae.backup.ComposeRisk;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.Optional;

/** Names what compose.yml gives a container of this host beyond what a backup needs; else it says nothing. */
final class ComposeHarmless implements Check {
    @Override
    public String id() {
        return "compose-rights";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        ComposeRisk risk = seen.present().risk();
        return risk.keys().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Finding.warning(Problem.of("status-compose", risk.file(), String.join(", ", risk.keys()))));
    }
}
