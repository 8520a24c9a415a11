package hikae.status.check;

import hikae.backup.container.ComposeRisk;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.Optional;

/**
 * Names what compose.yml gives a container of this host beyond what a backup needs; else it only says where that was not
 * known to its end.
 */
public final class ComposeHarmless implements Check {
    @Override
    public String id() {
        return "compose-rights";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        ComposeRisk risk = snapshot.directory().risk();
        if (!risk.keys().isEmpty()) {
            return Optional.of(
                    Finding.warning(Problem.of("status-compose", risk.file(), String.join(", ", risk.keys()))));
        }
        return risk.understood()
                ? Optional.empty()
                : Optional.of(Finding.ok(Message.of("status.compose-not-checked", risk.file())));
    }
}
