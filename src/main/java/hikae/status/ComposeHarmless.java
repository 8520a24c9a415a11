package hikae.status;

import hikae.backup.ComposeRisk;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.Optional;

/**
 * Names what compose.yml gives a container of this host beyond what a backup needs; else it only says where that was not
 * known to its end.
 */
final class ComposeHarmless implements Check {
    @Override
    public String id() {
        return "compose-rights";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        ComposeRisk risk = seen.present().risk();
        if (!risk.keys().isEmpty()) {
            return Optional.of(
                    Finding.warning(Problem.of("status-compose", risk.file(), String.join(", ", risk.keys()))));
        }
        return risk.understood()
                ? Optional.empty()
                : Optional.of(Finding.ok(Say.of("status.compose-not-checked", risk.file())));
    }
}
