package hikae.backup.dumps;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A folder of the backup image; the same dump may be in several under different names (README, "How it works"). */
public enum Tier {
    LAST,
    DAILY,
    WEEKLY,
    MONTHLY;

    /** The folder's name below the backups directory. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of a folder's name. */
    static Optional<Tier> of(String folder) {
        return Arrays.stream(values())
                .filter(tier -> tier.folder().equals(folder))
                .findFirst();
    }
}
