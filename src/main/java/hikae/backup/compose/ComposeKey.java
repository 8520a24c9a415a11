package hikae.backup.compose;

import java.util.Arrays;
import java.util.Optional;

/** One value of the backup service in its compose file. */
public enum ComposeKey {
    IMAGE(""),
    NETWORK(""),
    SCHEDULE("SCHEDULE"),
    ZONE("TZ"),
    KEEP_DAYS("BACKUP_KEEP_DAYS"),
    KEEP_WEEKS("BACKUP_KEEP_WEEKS"),
    KEEP_MONTHS("BACKUP_KEEP_MONTHS"),
    HOST("POSTGRES_HOST"),
    PORT("POSTGRES_PORT"),
    DATABASE("POSTGRES_DB"),
    USER("POSTGRES_USER"),
    PASSWORD_FILE("POSTGRES_PASSWORD_FILE");

    private final String variable;

    ComposeKey(String variable) {
        this.variable = variable;
    }

    /** Its name in the container's environment; empty for what is not there. */
    public Optional<String> variable() {
        return variable.isEmpty() ? Optional.empty() : Optional.of(variable);
    }

    /** The key of a variable of the environment. */
    static Optional<ComposeKey> of(String variable) {
        return Arrays.stream(values())
                .filter(key -> key.variable().filter(variable::equals).isPresent())
                .findFirst();
    }

    /** What the operator finds in the file. */
    String shown() {
        return switch (this) {
            case IMAGE -> "image";
            case NETWORK -> "networks";
            default -> variable;
        };
    }
}
