package hikae.backup.adopt;

import hikae.backup.compose.PresentService;
import hikae.backup.compose.ServiceDetail;
import hikae.backup.settings.BackupLayout;
import hikae.instance.yaml.SourceLocation;
import hikae.instance.yaml.YamlNode;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an adoption does not take on: to change it would guess, or the result could not work. */
final class AdoptionBlockers {
    /** The image lets these win over the plain variables. */
    private static final List<String> FROM_FILES =
            List.of("POSTGRES_DB_FILE", "POSTGRES_USER_FILE", "POSTGRES_PASSFILE_STORE");

    private static final Set<String> ROOT = Set.of("root", "0", "root:root", "0:0");

    private AdoptionBlockers() {}

    /**
     * Refuses such a service.
     *
     * @param service its part of the file
     * @throws ProblemException with file and line
     */
    static void refuse(PresentService backup, YamlNode service) {
        ServiceDetail detail = backup.detail();
        key(detail, "extends").ifPresent(location -> refuse("adopt-extends", location));
        key(detail, "network_mode").ifPresent(location -> refuse("adopt-network-mode", location));
        key(detail, "cap_drop")
                .filter(location -> !readsEverything(service))
                .ifPresent(location -> refuse("adopt-user", location, "cap_drop"));
        detail.key("user")
                .filter(value -> !ROOT.contains(value.text()))
                .ifPresent(value -> refuse("adopt-user", value.location(), "user"));
        FROM_FILES.forEach(
                name -> detail.variable(name).ifPresent(value -> refuse("adopt-from-file", value.location(), name)));
        detail.variable("POSTGRES_DB")
                .filter(value -> value.text().strip().matches("(?s).*[\\s,].*"))
                .ifPresent(value -> refuse("adopt-several-databases", value.location(), value.text()));
        Optional.ofNullable(detail.mounted().get(BackupLayout.PASSWORD_INSIDE))
                .filter(mount -> !mount.source().matches("(\\./)?secrets/db_password"))
                .ifPresent(mount -> refuse("adopt-secret-taken", mount.location(), BackupLayout.PASSWORD_INSIDE));
    }

    /** Whether it keeps the capability by which it reads the password whoever owns that. */
    private static boolean readsEverything(YamlNode service) {
        return service.at("cap_add").stream()
                .flatMap(added -> added.items().stream())
                .flatMap(item -> item.text().stream())
                .anyMatch(name -> name.replaceFirst("^CAP_", "").equals("DAC_OVERRIDE"));
    }

    private static Optional<SourceLocation> key(ServiceDetail detail, String key) {
        return detail.key(key).map(ServiceDetail.Value::location);
    }

    private static void refuse(String problem, SourceLocation location, Object... more) {
        throw more.length == 0
                ? ProblemException.of(problem, location)
                : ProblemException.of(problem, location, more[0]);
    }
}
