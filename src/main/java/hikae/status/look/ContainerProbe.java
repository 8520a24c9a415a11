package hikae.status.look;

import hikae.backup.container.InsideCommand;
import hikae.backup.dumps.Rows;
import hikae.host.Docker;
import hikae.text.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one command in the backup container told: its clock, its folder, its login, its scheduler.
 *
 * @param offset of its clock from UTC, such as {@code +0900}
 * @param inode the number of its folder of dumps
 * @param dumping whether a pg_dump is at work
 * @param major the server's major version; empty when the login failed
 * @param refusal why the login failed; empty text when it worked
 * @param scheduler what port 8080 said; empty when it said nothing
 * @param kept databases that a restore has kept, with their size
 * @param rows how much the database holds; empty where it could not be asked
 * @param collation the version of the collation its indexes were made with and the one that it has now; empty where
 *     they are the same
 * @param filesHere whether Misskey keeps uploads in its own directory and in no object storage
 */
public record ContainerProbe(
        String offset,
        String inode,
        boolean dumping,
        Optional<Integer> major,
        String refusal,
        Optional<Scheduler> scheduler,
        Map<String, Long> kept,
        Optional<Rows> rows,
        Optional<Collation> collation,
        boolean filesHere) {
    /**
     * Two versions of the system's sorting rules.
     *
     * @param made with which the indexes were made
     * @param now which the server has; a dash where its system numbers none, as Alpine's
     */
    public record Collation(String made, String now) {}

    private static final Duration LIMIT = Duration.ofSeconds(25);
    private static final int VERSION_STEP = 10_000;
    private static final Pattern KEPT = Pattern.compile("kept (\\S+) (\\d{1,18})");
    private static final Pattern COLLATION = Pattern.compile("(\\S+) (\\S+)");

    /**
     * What is asked: the version first, by which the login is known to work; the rows last, as they may take too long.
     * What a version of the server or of Misskey does not know is not asked.
     */
    private static final String SQL = """
            SHOW server_version_num;
            SELECT 'kept ' || datname || ' ' || pg_database_size(oid) FROM pg_database
            WHERE datname LIKE 'hikae\\_kept\\_%' AND has_database_privilege(oid, 'CONNECT');
            SELECT $$SELECT 'collation ' || datcollversion || ' ' || coalesce(pg_database_collation_actual_version(oid), '-')
            FROM pg_database WHERE datname = current_database()
            AND datcollversion <> coalesce(pg_database_collation_actual_version(oid), '-')$$
            WHERE current_setting('server_version_num')::int >= 150000 \\gexec
            SELECT $$SELECT 'uploads here' FROM public.meta WHERE NOT "useObjectStorage" LIMIT 1$$
            FROM pg_attribute WHERE attrelid = to_regclass('public.meta') AND attname = 'useObjectStorage' \\gexec
            """;

    /**
     * One round trip, one login. What the server says before it answers, such as that its collations are of another
     * version, is no refusal. The password is read inside and is in no argument. The answer of the port holds all that the
     * last backup printed; beyond what we would take it is sent without.
     */
    private static final String SCRIPT =
            """
            printf 'offset %s\\n' "$(date +%z)"
            printf 'inode %s\\n' "$(stat -c %i "${BACKUP_DIR:-/backups}" 2>/dev/null)"
            for file in /proc/[0-9]*/comm; do
              read -r name <"$file" && [ "$name" = pg_dump ] && printf 'dumping yes\\n'
            done 2>/dev/null
            """ + InsideCommand.LOGIN + "[ -z \"$1\" ] || said=$(" + InsideCommand.PSQL + " 2>&1 <<'SQL'\n" + SQL
                    + InsideCommand.ROWS + """
            SQL
            )
            code=$?
            version=$(printf '%s\\n' "$said" | grep -xE '[0-9]{5,6}' | head -n 1)
            if [ -n "$version" ]; then
              printf 'login 0 %s\\n' "$version"
              printf '%s\\n' "$said" | grep -E '^(kept|collation|uploads|rows) '
            else
              printf 'login %s %s\\n' "$code" "$(printf %s "$said" | tr '\\n' ' ' | cut -c 1-300)"
            fi
            said=$(curl -s -m 5 "http://localhost:${HEALTHCHECK_PORT:-8080}/" | tr -d '\\n')
            if [ "${#said}" -gt 30000 ]; then
              said=$(printf %s "$said" | sed -E 's/"(Stdout|Stderr)":"([^"\\\\]|\\\\.)*"/"\\1":""/g')
            fi
            printf 'port %s\\n' "$said"
            """;

    /** Whether a backup is being made right now, scheduled or by hand. */
    boolean isWorking() {
        return dumping || scheduler.filter(Scheduler::running).isPresent();
    }

    /**
     * Asks the container; empty when it does not answer in time.
     *
     * @param login whether the database can be there at all: looking up a name that is not takes many seconds
     */
    static Optional<ContainerProbe> ask(Docker docker, Docker.Container container, boolean login) {
        List<String> command = List.of("sh", "-c", SCRIPT, "sh", login ? "login" : "");
        try {
            return Optional.of(parse(docker.exec(container.id(), command, LIMIT).output()));
        } catch (ProblemException e) {
            return Optional.empty(); // it may have stopped between the look and the question
        }
    }

    /** Reads what the script prints: a word and its value on each line. */
    public static ContainerProbe parse(String output) {
        Map<String, String> values = new HashMap<>();
        Map<String, Long> kept = new TreeMap<>();
        output.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            Matcher database = KEPT.matcher(line);
            if (database.matches()) {
                kept.put(database.group(1), Long.parseLong(database.group(2)));
            } else if (blank > 0) {
                values.put(line.substring(0, blank), line.substring(blank + 1).strip());
            }
        });
        String login = values.getOrDefault("login", "");
        Optional<Integer> major = login.matches("0 \\d{5,6}")
                ? Optional.of(Integer.parseInt(login.substring(2)) / VERSION_STEP)
                : Optional.empty();
        return new ContainerProbe(
                values.getOrDefault("offset", ""),
                values.getOrDefault("inode", ""),
                values.containsKey("dumping"),
                major,
                major.isPresent() ? "" : login.replaceFirst("^\\d+ ", ""),
                Scheduler.parse(values.getOrDefault("port", "")),
                kept,
                Rows.said(output),
                collation(values.getOrDefault("collation", "")),
                values.containsKey("uploads"));
    }

    private static Optional<Collation> collation(String text) {
        Matcher versions = COLLATION.matcher(text);
        return versions.matches() ? Optional.of(new Collation(versions.group(1), versions.group(2))) : Optional.empty();
    }
}
