package hikae.status;

import hikae.backup.InsideCommand;
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
 */
record Inside(
        String offset,
        String inode,
        boolean dumping,
        Optional<Integer> major,
        String refusal,
        Optional<Scheduler> scheduler,
        Map<String, Long> kept) {
    private static final Duration LIMIT = Duration.ofSeconds(25);
    private static final int VERSION_STEP = 10_000;
    private static final Pattern KEPT = Pattern.compile("kept (\\S+) (\\d{1,18})");

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
            """ + InsideCommand.LOGIN + "[ -z \"$1\" ] || said=$(" + InsideCommand.PSQL + """
             -c 'show server_version_num' -c "SELECT 'kept ' || datname || ' ' || pg_database_size(oid) FROM pg_database \
            WHERE datname LIKE 'hikae\\_kept\\_%' AND has_database_privilege(oid, 'CONNECT')" 2>&1)
            code=$?
            version=$(printf '%s\\n' "$said" | grep -xE '[0-9]{5,6}' | head -n 1)
            if [ -n "$version" ]; then
              printf 'login 0 %s\\n' "$version"
              printf '%s\\n' "$said" | grep '^kept '
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
    static Optional<Inside> ask(Docker docker, Docker.Container container, boolean login) {
        List<String> command = List.of("sh", "-c", SCRIPT, "sh", login ? "login" : "");
        try {
            return Optional.of(parse(docker.exec(container.id(), command, LIMIT).output()));
        } catch (ProblemException e) {
            return Optional.empty(); // it may have stopped between the look and the question
        }
    }

    /** Reads what the script prints: a word and its value on each line. */
    static Inside parse(String output) {
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
        return new Inside(
                values.getOrDefault("offset", ""),
                values.getOrDefault("inode", ""),
                values.containsKey("dumping"),
                major,
                major.isPresent() ? "" : login.replaceFirst("^\\d+ ", ""),
                Scheduler.parse(values.getOrDefault("port", "")),
                kept);
    }
}
