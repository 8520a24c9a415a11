package hikae.backup.adopt;

import hikae.backup.compose.PresentService;
import hikae.backup.compose.ServiceDetail;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Settings of the image that are kept as they are, but that one should know of. */
final class ConfigNotes {
    private ConfigNotes() {}

    static List<Finding> of(PresentService backup) {
        ServiceDetail detail = backup.detail();
        List<Finding> found = new ArrayList<>();
        detail.variable("BACKUP_LATEST_TYPE")
                .filter(value -> value.text().equals("hardlink"))
                .ifPresent(value -> found.add(Finding.no(
                        Problem.of("noted-latest-hardlink", value.location().brief()))));
        detail.variable("BACKUP_SUFFIX")
                .filter(value -> !value.text().equals(".sql.gz"))
                .ifPresent(value -> found.add(Finding.warning(
                        Problem.of("noted-suffix", value.location().brief(), value.text()))));
        detail.variable("POSTGRES_EXTRA_OPTS")
                .filter(value -> !value.text().matches("-Z ?[1-9]"))
                .ifPresent(value -> found.add(Finding.warning(
                        Problem.of("noted-extra-opts", value.location().brief(), value.text()))));
        detail.variable("POSTGRES_CLUSTER")
                .filter(value -> value.text().toUpperCase(Locale.ROOT).equals("TRUE"))
                .ifPresent(value -> found.add(Finding.warning(
                        Problem.of("noted-cluster", value.location().brief()))));
        detail.key("env_file")
                .ifPresent(value -> found.add(Finding.warning(
                        Problem.of("noted-env-file", value.location().brief()))));
        return found;
    }
}
