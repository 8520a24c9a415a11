package hikae.recovery.server;

import hikae.text.Sha256;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names a run gives to databases. Made of its id alone, never of a database's name: PostgreSQL cuts names at
 * 63 bytes, and two that were cut alike are one.
 *
 * @param id time and backup directory of the run, such as {@code 20261123_010400_a1b2c3}
 */
public record Names(String id) {
    private static final Pattern RUN = Pattern.compile("(\\d{8})-(\\d{6})-[a-z-]+");
    private static final Pattern KEPT = Pattern.compile("hikae_kept_\\d{8}_\\d{6}_[0-9a-f]{6}");
    private static final int HOME_DIGITS = 6;
    private static final String LOADER = "hikae_load_";

    /** What our COMMENT on such a role begins with. */
    public static final String LOADER_MARK = "hikae: loads for run ";

    /**
     * Of a run.
     *
     * @param runId as {@link hikae.work.Plan} names runs, {@code TIME-FLOW}
     * @param home the backup directory, so that two instances of one server never meet
     */
    public static Names of(String runId, Path home) {
        Matcher run = RUN.matcher(runId);
        if (!run.matches()) {
            throw new IllegalArgumentException(runId);
        }
        return new Names(run.group(1) + "_" + run.group(2) + "_" + digits(home));
    }

    /** The database that is loaded; it never serves under this name. */
    public String staging() {
        return "hikae_new_" + id;
    }

    /** What served until now. */
    public String kept() {
        return "hikae_kept_" + id;
    }

    /** A kept one that is being dropped. */
    public String dropped() {
        return "hikae_drop_" + id;
    }

    /** What our COMMENT on the loaded database says until it serves. */
    public String mark() {
        return "hikae: staging of run " + id;
    }

    /** The role that the load logs in as; there is none of it before and after. */
    public String loader() {
        return LOADER + id;
    }

    /** What our COMMENT on that role says. */
    public String loaderMark() {
        return LOADER_MARK + id;
    }

    /** A regular expression of PostgreSQL for the names of such roles of this backup directory, whatever the run. */
    public static String loaders(Path home) {
        return "^" + LOADER + "[0-9]{8}_[0-9]{6}_" + digits(home) + "$";
    }

    /** Whether a database has the name of one that was kept. */
    public static boolean isKept(String database) {
        return KEPT.matcher(database).matches();
    }

    /** Whether a run of this backup directory gave a database its name. */
    public static boolean isOf(String database, Path home) {
        return database.endsWith("_" + digits(home));
    }

    private static String digits(Path home) {
        return Sha256.of(home.toString()).substring(0, HOME_DIGITS);
    }
}
