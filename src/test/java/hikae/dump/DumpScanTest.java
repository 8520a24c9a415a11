package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.text.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows Z01 to Z18 of what can be wrong with a dump, and what must not be taken for wrong. */
class DumpScanTest {
    @TempDir
    Path directory;

    private Scanned scanned;

    @BeforeEach
    void prepare() {
        scanned = new Scanned(directory);
    }

    private void refused(DumpReport report, String... ids) {
        assertThat(report.isGood()).isFalse();
        assertThat(Scanned.refusals(report)).containsExactly(ids);
    }

    @Test
    void z01RefusesAnEmptyFile() {
        refused(scanned.of("dump.sql.gz", new byte[0]), "dump-empty");
    }

    @Test
    void z02RefusesAGzipOfNothing() {
        refused(scanned.gz(""), "dump-empty-gzip");
    }

    @Test
    void z03SaysAtWhichByteATruncatedGzipBreaksOff() {
        byte[] gz = MadeUpDump.small().gz();
        DumpReport report = scanned.of("dump.sql.gz", Arrays.copyOf(gz, gz.length / 2));

        refused(report, "dump-truncated");
        assertThat(Scanned.args(report)).element(1).isEqualTo((long) gz.length / 2);
        assertThat(report.facts().sqlBytes()).isPositive();
    }

    @Test
    void z04RefusesPlainTextCutBetweenStatements() {
        String text = MadeUpDump.small().text();
        String cut = text.substring(0, text.indexOf("SELECT pg_catalog.setval"));
        DumpReport report = scanned.sql(cut);

        refused(report, "dump-cut");
        assertThat(Scanned.args(report)).element(1).isEqualTo(cut.lines().count() + 1);
    }

    @Test
    void z05RefusesAWholeGzipOfTextCutBetweenStatements() {
        String text = MadeUpDump.small().text();
        refused(scanned.gz(text.substring(0, text.indexOf("CREATE INDEX"))), "dump-cut");
    }

    @Test
    void z06NamesTheTableInWhoseRowsTheTextBreaksOff() {
        String text = MadeUpDump.small().text();
        int begin = text.indexOf("COPY public.note");
        String cut = text.substring(0, begin + 1200);
        DumpReport report = scanned.gz(cut);

        refused(report, "dump-cut-in-rows");
        assertThat(Scanned.args(report)).element(1).isEqualTo("note");
        assertThat(Scanned.args(report))
                .element(2)
                .isEqualTo(cut.chars().filter(c -> c == '\n').count() + 1);
    }

    @Test
    void z06DoesNotTakeTheEndLineInARowForTheEnd() {
        String text = MadeUpDump.small().text();
        String cut = text.substring(0, text.indexOf("COPY public.\"user\""))
                + "COPY public.t (a) FROM stdin;\n--\n-- PostgreSQL database dump complete\n--\n";
        refused(scanned.gz(cut), "dump-cut-in-rows");
    }

    @Test
    void z07RefusesAWrongChecksumAndAWrongLength() {
        byte[] gz = MadeUpDump.small().gz();
        for (int back : List.of(8, 1)) {
            byte[] wrong = gz.clone();
            wrong[gz.length - back] ^= 1;
            refused(scanned.of("dump.sql.gz", wrong), "dump-checksum");
        }
    }

    @Test
    void z08NamesWhatTheFileReallyIs() throws IOException {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        byte[] random = new byte[4096];
        new Random(7).nextBytes(random);
        refused(scanned.of("a.sql.gz", latin("PGDMP\1\016\0")), "dump-custom");
        refused(scanned.of("a.sql.gz", tar), "dump-tar");
        refused(scanned.of("a.sql.gz", latin("(\u00B5/\u00FD....")), "dump-packed");
        refused(scanned.of("a.sql.gz", latin("\u00FD7zXZ\0")), "dump-packed");
        refused(scanned.of("a.sql.gz", latin("BZh91AY")), "dump-packed");
        refused(scanned.of("a.sql.gz", latin("PK\3\4")), "dump-packed");
        refused(scanned.of("a.sql.gz", random), "dump-not-sql");
        refused(scanned.of("a.sql.gz", latin("<!DOCTYPE html><html>")), "dump-not-sql");
        refused(scanned.gz("-- MySQL dump 10.13\n-- Dump completed\n"), "dump-not-sql");
        refused(scanned.of("a.sql", MadeUpDump.small().text().getBytes(StandardCharsets.UTF_16)), "dump-utf16");
        refused(scanned.of("a.sql.gz", MadeUpDump.small().sql()), "dump-plain-named-gz");
        refused(scanned.of("a.sql.gz", MadeUpDump.gz(MadeUpDump.small().gz(), 6)), "dump-gzip-twice");
        refused(scanned.gz("PGDMP\1\2"), "dump-gzip-other");
    }

    @Test
    void z09SaysHowManyBytesToCutBehindAWholeGzip() {
        byte[] gz = MadeUpDump.small().gz();
        DumpReport report = scanned.of("dump.sql.gz", join(gz, latin("garbage")));

        refused(report, "dump-bytes-behind");
        assertThat(Scanned.args(report)).containsExactly(directory.resolve("dump.sql.gz") + "", (long) gz.length, 7L);
        refused(scanned.of("dump.sql.gz", join(gz, latin("\u001F"))), "dump-bytes-behind");
        refused(scanned.of("dump.sql.gz", join(gz, latin("\0\0\0x"))), "dump-bytes-behind");
        refused(scanned.of("dump.sql.gz", join(MadeUpDump.gz("-- PostgreSQL"), latin("x"))), "dump-not-sql");
    }

    @Test
    void z09ZerosBehindTheEndArePadding() {
        assertThat(scanned.of("dump.sql.gz", join(MadeUpDump.small().gz(), new byte[5000]))
                        .findings())
                .isEmpty();
    }

    @Test
    void z10StopsABomb() {
        byte[] bomb = MadeUpDump.gz("--\n-- PostgreSQL database dump\n--\n" + "x".repeat(64 << 20));
        DumpReport report = scanned.of("dump.sql.gz", bomb);

        refused(report, "dump-bomb");
        assertThat(report.facts().sqlBytes()).isLessThan(16 << 20);
    }

    @Test
    void z12RefusesCommandsForPsql() {
        String text = MadeUpDump.small().text();
        for (String command : List.of("\\! id", "\\i /etc/passwd", "SELECT 1 \\g |id", "\\copy a from program 'x'")) {
            DumpReport report = scanned.gz(text.replace("SET row_security", command + "\nSET row_security"));

            refused(report, "dump-command");
            assertThat(Scanned.args(report)).element(1).isEqualTo(15L);
        }
        refused(scanned.gz(text.replace("SET row", "COPY a TO PROGRAM 'id';\nSET row")), "dump-program");
        refused(scanned.gz(text.replace("SET row", "COPY a FROM '/etc/passwd';\nSET row")), "dump-server-file");
    }

    @Test
    void z12FindsThemBetweenRowsAndBehindThem() {
        MadeUpDump dump = MadeUpDump.small();
        dump.blocks = "COPY public.t (a) FROM stdin;\n\\! not a command\n\\.\n\\connect postgres\n";
        refused(scanned.gz(dump.text()), "dump-command");
        assertThat(Scanned.args(scanned.gz(dump.text()))).element(2).isEqualTo("\\connect postgres");
    }

    @Test
    void z14RefusesWhatReachesBeyondTheDatabase() {
        for (String verb : List.of("CREATE", "ALTER", "DROP")) {
            for (String what : List.of("DATABASE", "ROLE", "USER", "GROUP", "TABLESPACE")) {
                MadeUpDump dump = MadeUpDump.small();
                dump.post = "/* x */ " + verb.toLowerCase(Locale.ROOT) + " --\n  " + what + " x;\n";
                assertThat(Scanned.refusals(scanned.gz(dump.text())))
                        .as(dump.post)
                        .containsExactly("dump-beyond");
            }
        }
    }

    @Test
    void tellsWhatSequencesAreSetTo() {
        MadeUpDump dump = MadeUpDump.small();
        dump.post = """
                SELECT pg_catalog.setval('public."Odd''s ""x"', -7, false);
                SELECT pg_catalog.setval('other.s', 9);
                """;
        assertThat(scanned.gz(dump.text()).facts().sequences())
                .isEqualTo(Map.of("migrations_id_seq", "3 true", "Odd's \"x", "-7 false", "other.s", "9 true"));
    }

    @Test
    void z13NamesTheTablesOfAnotherProgram() {
        String text = MadeUpDump.small().text();
        String other = text.substring(0, text.indexOf("SET row"))
                + "CREATE TABLE public.statuses (\n    id bigint\n);\nCOPY public.statuses (id) FROM stdin;\n1\n\\.\n"
                + text.substring(text.lastIndexOf("--\n-- PostgreSQL database dump complete"));
        DumpReport report = scanned.gz(other);

        refused(report, "dump-not-misskey");
        assertThat(Scanned.args(report)).contains("meta, migrations, note, user", "statuses");
    }

    @Test
    void z13AnEmptyDatabaseIsNotAnotherProgram() {
        String text = MadeUpDump.small().text();
        refused(
                scanned.gz(text.substring(0, text.indexOf("SET row"))
                        + text.substring(text.lastIndexOf("--\n-- PostgreSQL database dump complete"))),
                "dump-no-tables");
    }

    @Test
    void z13WarnsWhereNobodyIsThere() {
        MadeUpDump dump = MadeUpDump.small();
        dump.notes = 0;
        dump.users = 0;
        DumpReport report = scanned.gz(dump.text());

        assertThat(report.isGood()).isTrue();
        assertThat(Scanned.warnings(report)).containsExactly("dump-nobody");
    }

    @Test
    void z14TellsFormsOfDumpsApart() throws IOException {
        String text = MadeUpDump.small().text();
        String rows = text.substring(text.indexOf("--\n-- Data for Name"), text.indexOf("SELECT pg_catalog.setval"));
        refused(scanned.gz("--\n-- PostgreSQL database cluster dump\n--\n\\connect a\n" + text), "dump-cluster");
        refused(scanned.gz(text.replace(rows, "")), "dump-schema-only");
        refused(scanned.gz(text.replaceAll("(?s)CREATE TABLE .*?\\n\\);", "")), "dump-data-only");
        refused(scanned.gz(text.replace(rows, "INSERT INTO public.note VALUES ('a', 'b;\nDROP');\n")), "dump-inserts");
        refused(scanned.gz(text.replace("SET row", "DROP TABLE public.note;\nSET row")), "dump-clean");
        refused(scanned.gz(text.replace("SET row", "CREATE DATABASE x;\n\\connect x\nSET row")), "dump-beyond");
        Path folder = Files.createDirectory(directory.resolve("fd"));
        Files.write(folder.resolve("toc.dat"), latin("PGDMP"));
        assertThatThrownBy(() -> DumpScan.scan(Scanned.files(), folder, bytes -> {}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().id()).isEqualTo("dump-directory"));
    }

    @Test
    void z17ThrowsForWhatIsNoFile() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), scanned.file("a", latin("x")));
        for (Path path : List.of(link, Path.of("/dev/null"), directory, directory.resolve("none"))) {
            assertThatThrownBy(() -> DumpScan.scan(Scanned.files(), path, bytes -> {}))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void z18RefusesAFileThatChangesWhileItIsRead() throws IOException {
        Path file = scanned.file("dump.sql.gz", MadeUpDump.small().gz());
        List<Long> told = new ArrayList<>();
        DumpReport report = DumpScan.scan(Scanned.files(), file, bytes -> {
            told.add(bytes);
            append(file);
        });

        refused(report, "dump-changed");
        assertThat(told).isNotEmpty();
    }

    private static void append(Path file) {
        try {
            Files.write(file, new byte[1], java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readsMembersOfAnyNumberAndLevel() {
        byte[] sql = MadeUpDump.small().sql();
        int half = sql.length / 2;
        byte[] packed = join(
                MadeUpDump.gz(Arrays.copyOf(sql, half), Deflater.NO_COMPRESSION),
                MadeUpDump.gz(Arrays.copyOfRange(sql, half, sql.length), Deflater.BEST_COMPRESSION));

        assertThat(scanned.of("dump.sql.gz", packed).findings()).isEmpty();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
