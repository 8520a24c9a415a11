package hikae.recovery.load;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.dump.DumpScan;
import hikae.dump.parts.DumpParts;
import hikae.lab.Lab;
import hikae.recovery.Restoring;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a restore promises, seen from outside: the rows of the backup, the way back, the seconds without Misskey, and
 * that a damaged backup changes nothing. {@code -Dhikae.lab.notes=200000} makes it large.
 */
@Tag("lab")
class RestoreLabTest {
    private static final int MAJOR = 15;
    private static final int MORE = 300;
    private static final double MOST_SECONDS = 10;

    @TempDir
    static Path home;

    private static Restoring lab;
    private static String host;
    private static String database;

    @BeforeAll
    static void start() {
        lab = Restoring.start(home, "--notes", System.getProperty("hikae.lab.notes", "20000"));
        host = lab.misskey().fact("HOST");
        database = lab.misskey().fact("DB_NAME");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void u43BringsBackTheRowsOfTheBackupAndUndoesIt() {
        String backedUp = lab.misskey().fingerprint(database);
        lab.write(MORE);
        String later = lab.misskey().fingerprint(database);
        assertThat(later).isNotEqualTo(backedUp);
        for (int time = 1; time <= 2; time++) {
            assertQuick(lab.hikae("restore", "--confirm", host));
            assertThat(lab.misskey().fingerprint(database))
                    .as("restore %d", time)
                    .isEqualTo(backedUp);
            lab.misskey().awaitWeb();
            assertThat(lab.misskey().differs(lab.dump().path(), database))
                    .as("re-dump %d", time)
                    .isEmpty();

            assertQuick(lab.hikae("restore", "undo", "--confirm", host));
            assertThat(lab.misskey().fingerprint(database)).as("undo %d", time).isEqualTo(later);
            lab.misskey().awaitWeb();
        }
        lab.tidy();
        assertThat(lab.lent()).isEmpty();
    }

    /** In the form in which pg_dump really writes them, or none of the work behind the rows would be shared out. */
    @Test
    void theForeignKeysOfARealDumpAreProvedTableByTable() {
        DumpParts parts =
                DumpScan.read(lab.host().files(), lab.dump().path(), read -> {}).parts();
        List<AfterRows.Piece> pieces = AfterRows.pieces(parts, false, MAJOR);

        List<String> last = pieces.subList(pieces.lastIndexOf(AfterRows.Piece.WAIT), pieces.size()).stream()
                .map(AfterRows.Piece::sql)
                .toList();
        assertThat(last).noneMatch(sql -> sql.contains("FOREIGN KEY"));
        assertThat(pieces.stream().filter(piece -> piece.sql().contains("VALIDATE CONSTRAINT")))
                .hasSizeGreaterThan(1);
    }

    private static void assertQuick(Program.Ended ended) {
        assertThat(ended.json().get("stop_to_switch_seconds"))
                .as(ended.out())
                .isInstanceOfSatisfying(
                        Number.class,
                        seconds -> assertThat(seconds.doubleValue()).isBetween(0.0, MOST_SECONDS));
    }

    /** The rows Z01 to Z14 that a file of a backup directory can be; {@code $f} is the good one, {@code $g} this. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    z01 | dump-empty          | : >$g
                    z02 | dump-empty-gzip     | gzip </dev/null >$g
                    z03 | dump-truncated      | head -c $(($(stat -c %s $f) / 2)) $f >$g
                    z04 | dump-truncated      | gzip -dc $f | sed '/^COPY public.note /,$d' | gzip | head -c -8 >$g
                    z05 | dump-cut            | gzip -dc $f | sed '/^COPY public.note /,$d' | gzip >$g
                    z06 | dump-cut-in-rows    | gzip -dc $f | sed '/^COPY public.note /{n;n;q}' | gzip >$g
                    z07 | dump-checksum       | head -c -8 $f >$g; head -c 4 /dev/zero >>$g; tail -c 4 $f >>$g
                    z08 | dump-packed         | gzip -dc $f | xz -0 >$g
                    z08 | dump-plain-named-gz | gzip -dc $f >$g
                    z08 | dump-not-sql        | head -c 100000 /dev/urandom >$g
                    z09 | dump-bytes-behind   | cat $f >$g; echo garbage >>$g
                    z12 | dump-command        | gzip -dc $f | sed '/^SET row_security/i \\\\! touch /tmp/hikae-ran' | gzip >$g
                    z12 | dump-program        | gzip -dc $f | sed "/^SET row_security/i COPY a TO PROGRAM 'id';" | gzip >$g
                    z13 | dump-not-misskey    | gzip -dc $f | sed 's/public[.]note /public.toot /' | gzip >$g
                    z14 | dump-beyond         | gzip -dc $f | sed '/^SET row_security/i DROP DATABASE x;' | gzip >$g
                    z14 | dump-schema-only    | gzip -dc $f | sed '/^COPY public/,/^[\\\\][.]$/d' | gzip >$g
                    """)
    void aDamagedBackupStopsNothingAndChangesNothing(String row, String problem, String damage) {
        Path damaged = home.resolve(row + "-" + problem + ".sql.gz");
        Lab.shell("set +o pipefail; f='" + lab.dump().path() + "' g='" + damaged + "'; " + damage);
        String before = state();
        Program.Ended ended = lab.tried("restore", damaged.toString(), "--confirm", host);

        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(3);
        assertThat(ended.out()).contains(problem);
        assertThat(state()).isEqualTo(before);
    }

    /** When each container started, every database, every file of the backup and of Misskey's settings. */
    private static String state() {
        String project = lab.misskey().project();
        return Lab.shell("docker inspect -f '{{.Id}} {{.State.StartedAt}}' $(docker ps -aq --filter" + " name='"
                        + project + "')")
                + lab.query("postgres", "SELECT oid, datname FROM pg_database ORDER BY 1")
                + Lab.shell("cd '" + lab.misskey().directory() + "'; sha256sum compose.yml .config/*; cd '"
                        + lab.misskey().backup() + "'; find . -path ./hikae -prune -o -type f -print0 | sort -z"
                        + " | xargs -0 sha256sum");
    }
}
