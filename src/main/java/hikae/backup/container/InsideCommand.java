package hikae.backup.container;

import hikae.text.Template;
import java.util.List;

/** Commands that are run inside the backup container, where the password is: no secret is in their arguments. */
public final class InsideCommand {
    /**
     * Shell: gives {@code psql} the login of a backup. Works with our file and with the variable of a compose.yml
     * written by hand.
     */
    public static final String LOGIN = "export PGPASSWORD=\"${POSTGRES_PASSWORD_FILE:+$(cat"
            + " \"$POSTGRES_PASSWORD_FILE\")}\"; export PGPASSWORD=\"${PGPASSWORD:-$POSTGRES_PASSWORD}\""
            + " PGCONNECT_TIMEOUT=8\n";

    /** Shell: {@code psql} to the database that is backed up, after {@link #LOGIN}; lacks what to ask it. */
    public static final String PSQL = "psql -X -w -At -F '|' -v ON_ERROR_STOP=1 -h \"$POSTGRES_HOST\""
            + " -p \"${POSTGRES_PORT:-5432}\" -U \"$POSTGRES_USER\" -d \"$POSTGRES_DB\"";

    /** The image's own backup. */
    static final List<String> BACKUP = List.of("/backup.sh");

    /** The same, let through by our hook though the database has lost its data. */
    public static final List<String> BACKUP_SHRUNK = List.of("env", "HIKAE_ACCEPT_SHRUNK=yes", "/backup.sh");

    /** SQL: prints what {@code Rows} reads. It is asked over standard input, as part of it is psql's own. */
    public static final String ROWS = Template.text("rows.sql");

    private InsideCommand() {}

    /** Asks the database one thing, as a backup would log in; fields of a row are parted by {@code |}. */
    static List<String> psql(String sql) {
        return List.of("sh", "-c", LOGIN + "exec " + PSQL + " -c \"$1\"", "sh", sql);
    }

    /** Counts what tells a whole database from one that has lost its data. */
    static List<String> rows() {
        return List.of("sh", "-c", LOGIN + "exec " + PSQL + " <<'SQL'\n" + ROWS + "SQL\n");
    }
}
