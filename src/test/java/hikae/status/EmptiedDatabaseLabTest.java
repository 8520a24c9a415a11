package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.backup.container.ScheduleGuard;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that has lost its data pushes no good backup out: by the schedule, by hand, in thirty days. */
@Tag("lab")
class EmptiedDatabaseLabTest {
    /** All notes and what hangs on them, as after a mistake in psql or an empty volume in the place of the old one. */
    private static final String LOSE = "TRUNCATE note CASCADE";

    /** Sixty notes, whatever the test before has left. */
    private static final String FILL = """
            DELETE FROM note WHERE id LIKE 'made up %';
            INSERT INTO note (id, "userId", visibility, text)
            SELECT 'made up ' || n, min(id), 'public', 'hello' FROM "user", generate_series(1, 60) n GROUP BY n;
            """;

    /**
     * A morning of the image after the other, as if each were a day after the one before: what there is grows a day
     * older, and the clock that names the files goes on, from Monday 3 November 2025. Nothing is waited for.
     *
     * <p>Its arguments: the folder, the first and the last day, and a variable for the image's backup.
     */
    private static final String DAYS = """
            export BACKUP_DIR=/backups/$1 day
            date() {
              [[ $1 != -r ]] || { command date "$@"; return; }
              command date -d "@$((1762052400 + day * 86400))" "$@"
            }
            export -f date
            for ((day = $2; day <= $3; day++)); do
              for file in "$BACKUP_DIR"/*/*.sql.gz; do
                [[ -L $file || ! -e $file ]] || stat -c '%i %Y %n' "$file"
              done | sort -u -k 1,1 | while read -r _ at file; do touch -d "@$((at - 86400))" "$file"; done
              status=0
              env "$4" /backup.sh >/dev/null 2>&1 || status=$?
              echo "day $day: $status"
            done
            """;

    private static LabInstance misskey;

    private LabStatus status;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain();
    }

    @AfterAll
    static void remove() {
        misskey.close();
    }

    @BeforeEach
    void setUp() {
        status = new LabStatus(misskey, home);
        misskey.setUpOnce(status::setUp);
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    /** What the image has made of so many days, a line each; with this variable set. */
    private List<String> days(String folder, int from, int to, String with) {
        String container = misskey.backupContainer();
        return Lab.docker("exec", container, "bash", "-c", DAYS, "days", folder, "" + from, "" + to, with)
                .lines()
                .toList();
    }

    /** Each backup below a folder by its name, with what is in it. */
    private List<String> backups(String folder) {
        return Lab.shell("cd " + status.at("backups/" + folder) + " && find . -name '*.sql.gz' -type f | sort"
                        + " | xargs sha256sum")
                .lines()
                .toList();
    }

    private static List<String> contents(List<String> backups) {
        return backups.stream().map(line -> line.substring(0, 64)).distinct().toList();
    }

    /** The same thirty days twice: as they are, and with the hook told that all is meant, which is as without it. */
    @Test
    void thirtyDaysOfAnEmptiedDatabaseLeaveEveryGoodBackup() {
        misskey.sql(FILL);
        String none = "HIKAE_ACCEPT_SHRUNK=";
        String hookOff = "HIKAE_ACCEPT_SHRUNK=yes";
        assertThat(days("guarded", 1, 2, none)).containsExactly("day 1: 0", "day 2: 0");
        assertThat(days("unguarded", 1, 2, hookOff)).containsExactly("day 1: 0", "day 2: 0");
        List<String> good = backups("guarded");
        assertThat(good.stream().map(line -> line.substring(66)))
                .contains("./daily/" + name("20251103"), "./daily/" + name("20251104"))
                .contains("./weekly/" + name("202545"), "./monthly/" + name("202511"));
        List<String> unguarded = backups("unguarded");

        misskey.sql(LOSE);
        assertThat(days("guarded", 3, 30, none)).hasSize(28).allMatch(line -> line.endsWith(": 1"));
        assertThat(days("unguarded", 3, 30, hookOff)).hasSize(28).allMatch(line -> line.endsWith(": 0"));

        assertThat(backups("guarded")).isEqualTo(good);
        assertThat(contents(backups("unguarded"))).isNotEmpty().doesNotContainAnyElementsOf(contents(unguarded));
    }

    private static String name(String period) {
        return misskey.fact("DB_NAME") + "-" + period + ".sql.gz";
    }

    @Test
    void itIsSaidBeforeTheNextBackupHeldBackAndLetThroughWhenMeant() {
        misskey.sql(FILL);
        assertThat(status.hikae("backup", "--yes").status()).isZero();
        status.assertReds();
        misskey.sql(LOSE);

        status.assertReds("database-shrunk");
        assertThat(status.problem("database-shrunk")).isEqualTo("database-shrunk");
        List<String> good = backups("");

        status.edit("compose.yml", text -> text.replace("\"0 4 * * *\"", "\"*/5 * * * * *\""));
        status.compose("up -d");
        Lab.await(() -> status.problem("last-run").equals("status-run-held-back"));
        assertThat(Lab.shell("docker logs " + misskey.backupContainer() + " 2>&1"))
                .contains(ScheduleGuard.SAYS + ": notes ");
        assertThat(backups("")).isEqualTo(good);
        status.edit("compose.yml", text -> text.replace("\"*/5 * * * * *\"", "\"0 4 * * *\""));
        status.compose("up -d");

        Program.Ended refused = status.hikae("backup", "--yes", "--json");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.out()).contains("backup-database-shrunk");
        assertThat(backups("")).isEqualTo(good);

        Program.Ended meant = status.hikae("backup", "--yes", "--accept-shrunk");
        assertThat(meant.status()).isZero();
        assertThat(meant.out())
                .contains("It holds much less than the one before")
                .doesNotContain("it is good");
        assertThat(backups("")).isNotEqualTo(good);
        assertThat(status.ids("no")).doesNotContain("database-shrunk").contains("size");
        assertThat(status.hikae("backup", "--yes").status()).isZero();
    }

    /**
     * On another image the server sorts by other rules and warns at every login: that is said, stands in no way, and
     * after the restore is over. What was noted of the database before is no measure for the one that was put back.
     */
    @Test
    void aBackupIsPutBackOnAServerThatSortsByOtherRules() {
        misskey.sql(FILL);
        assertThat(status.hikae("backup", "--yes").status()).isZero();
        misskey.sql(LOSE);
        misskey.sql("UPDATE pg_database SET datcollversion = '1.0'");
        Lab.shell("printf 'rows user 4000\\nrows note 4000\\nrows counted\\n' >" + status.at("backups/hikae-rows"));

        status.assertReds("database-shrunk");
        assertThat(status.problem("collation")).isEqualTo("status-collation");

        Program.Ended restored = status.hikae("restore", "--yes", "--confirm", misskey.fact("HOST"));
        assertThat(restored.status()).as(restored.out() + restored.err()).isZero();
        assertThat(status.problem("collation")).isEqualTo("silent");
        assertThat(status.ids("no")).doesNotContain("database-shrunk");
        Lab.docker("exec", misskey.backupContainer(), "/backup.sh");
    }

    /** What was restored is known: it need not come to a backup first. */
    @Test
    void rightAfterARestoreItIsSaidToo() {
        misskey.sql(FILL);
        assertThat(status.hikae("backup", "--yes").status()).isZero();
        Program.Ended restored = status.hikae("restore", "--yes", "--confirm", misskey.fact("HOST"));
        assertThat(restored.status()).as(restored.out() + restored.err()).isZero();
        status.assertReds();

        misskey.sql(LOSE);

        status.assertReds("database-shrunk");
    }
}
