package hikae.backup;

import hikae.text.Finding;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Settings of the image that are kept as they are, but that one should know of. */
final class Oddities {
    private Oddities() {}

    static List<Finding> of(PresentBackup backup) {
        ServiceDetail detail = backup.detail();
        List<Finding> found = new ArrayList<>();
        detail.variable("BACKUP_LATEST_TYPE")
                .filter(value -> value.text().equals("hardlink"))
                .ifPresent(value -> found.add(Finding.no(
                        Problem.of("noted-latest-hardlink", value.place().brief()))));
        detail.variable("BACKUP_SUFFIX")
                .filter(value -> !value.text().equals(".sql.gz"))
                .ifPresent(value -> found.add(
                        Finding.warning(Problem.of("noted-suffix", value.place().brief(), value.text()))));
        detail.variable("POSTGRES_EXTRA_OPTS")
                .filter(value -> !value.text().matches("-Z ?[1-9]"))
                .ifPresent(value -> found.add(Finding.warning(
                        Problem.of("noted-extra-opts", value.place().brief(), value.text()))));
        detail.variable("POSTGRES_CLUSTER")
                .filter(value -> value.text().toUpperCase(Locale.ROOT).equals("TRUE"))
                .ifPresent(value -> found.add(Finding.warning(
                        Problem.of("noted-cluster", value.place().brief()))));
        detail.key("env_file")
                .ifPresent(value -> found.add(Finding.warning(
                        Problem.of("noted-env-file", value.place().brief()))));
        return found;
    }
}
