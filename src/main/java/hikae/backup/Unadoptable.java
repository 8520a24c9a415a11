package hikae.backup;

import hikae.instance.Place;
import hikae.instance.YamlNode;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an adoption does not take on: to change it would guess, or the result could not work. */
final class Unadoptable {
    /** The image lets these win over the plain variables. */
    private static final List<String> FROM_FILES =
            List.of("POSTGRES_DB_FILE", "POSTGRES_USER_FILE", "POSTGRES_PASSFILE_STORE");

    private static final Set<String> ROOT = Set.of("root", "0", "root:root", "0:0");

    private Unadoptable() {}

    /**
     * Refuses such a service.
     *
     * @param service its part of the file
     * @throws ProblemException with file and line
     */
    static void refuse(PresentBackup backup, YamlNode service) {
        ServiceDetail detail = backup.detail();
        key(detail, "extends").ifPresent(place -> refuse("adopt-extends", place));
        key(detail, "network_mode").ifPresent(place -> refuse("adopt-network-mode", place));
        key(detail, "cap_drop")
                .filter(place -> !readsEverything(service))
                .ifPresent(place -> refuse("adopt-user", place, "cap_drop"));
        detail.key("user")
                .filter(value -> !ROOT.contains(value.text()))
                .ifPresent(value -> refuse("adopt-user", value.place(), "user"));
        FROM_FILES.forEach(
                name -> detail.variable(name).ifPresent(value -> refuse("adopt-from-file", value.place(), name)));
        detail.variable("POSTGRES_DB")
                .filter(value -> value.text().strip().matches("(?s).*[\\s,].*"))
                .ifPresent(value -> refuse("adopt-several-databases", value.place(), value.text()));
        Optional.ofNullable(detail.mounted().get(BackupLayout.PASSWORD_INSIDE))
                .filter(mount -> !mount.source().matches("(\\./)?secrets/db_password"))
                .ifPresent(mount -> refuse("adopt-secret-taken", mount.place(), BackupLayout.PASSWORD_INSIDE));
    }

    /** Whether it keeps the capability by which it reads the password whoever owns that. */
    private static boolean readsEverything(YamlNode service) {
        return service.at("cap_add").stream()
                .flatMap(added -> added.items().stream())
                .flatMap(item -> item.text().stream())
                .anyMatch(name -> name.replaceFirst("^CAP_", "").equals("DAC_OVERRIDE"));
    }

    private static Optional<Place> key(ServiceDetail detail, String key) {
        return detail.key(key).map(ServiceDetail.Value::place);
    }

    private static void refuse(String problem, Place place, Object... more) {
        throw more.length == 0 ? ProblemException.of(problem, place) : ProblemException.of(problem, place, more[0]);
    }
}
