package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However long a dump is, what is kept of it is bounded: what no Misskey has is a refusal by cause, never the end of
 * memory. Each would need far more than the program has (128 MB) if it were kept.
 */
class DumpBoundsTest {
    private static final String END = "--\n-- PostgreSQL database dump complete\n--\n";

    @TempDir
    Path directory;

    /** A dump of many pieces, written as a stream. */
    private DumpReport of(String before, int many, IntFunction<String> piece, String after) {
        Path file = directory.resolve("dump.sql");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(("--\n-- PostgreSQL database dump\n--\n\n" + before).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < many; i++) {
                out.write(piece.apply(i).getBytes(StandardCharsets.UTF_8));
            }
            out.write((after + END).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return DumpScan.scan(Scanned.files(), file, bytes -> {});
    }

    private static void tooMuch(DumpReport report) {
        assertThat(Scanned.refusals(report)).containsExactly("dump-too-much");
        assertThat(report.facts().indexes().size() + report.facts().rows().size())
                .isLessThan(100_000);
    }

    @Test
    void manyTables() {
        tooMuch(of("", 600_000, i -> "CREATE TABLE public.t" + i + " (\n    a integer\n);\n", ""));
    }

    @Test
    void manyBlocksOfRows() {
        tooMuch(of("", 300_000, i -> "COPY public.t" + i + " (a) FROM stdin;\n1\n\\.\n", ""));
    }

    @Test
    void manyRolesAndSequences() {
        tooMuch(of("", 300_000, i -> "ALTER TABLE public.t OWNER TO r" + i + ";\n", ""));
        tooMuch(of("", 300_000, i -> "SELECT pg_catalog.setval('public.s" + i + "', 1, true);\n", ""));
    }

    @Test
    void statementsWithoutAnEnd() {
        tooMuch(of("COMMENT ON TABLE public.note IS '", 2_000_000, i -> "0123456789", "';\n"));
        tooMuch(of("CREATE TABLE public.t (", 1_000_000, i -> "a" + i + " integer,\n", "b integer);\n"));
        tooMuch(of("CREATE TABLE public.\"", 2_000_000, i -> "0123456789", "\" (a integer);\n"));
    }

    /** psql would go on reading, too. */
    @Test
    void parenthesesWithoutAnEnd() {
        DumpReport report = of("CREATE INDEX i ON public.t USING btree (", 2_000_000, i -> "((((((((((", ");\n");
        assertThat(Scanned.refusals(report)).containsExactly("dump-cut");
        report = of("CREATE INDEX i ON public.t USING btree (a) WHERE ", 400_000, i -> "(", ";".repeat(5) + "\n");
        assertThat(Scanned.refusals(report)).containsExactly("dump-cut");
        String open = "(".repeat(400_000);
        report = of("CREATE INDEX i ON public.t USING btree (a) WHERE (" + open + "a)", 400_000, i -> ")", ";\n");
        assertThat(Scanned.refusals(report)).containsExactly("dump-no-tables"); // deep, but it ends
    }

    @Test
    void longTextsOfManyStatements() {
        String text = "0123456789".repeat(90_000);
        tooMuch(of("", 12, i -> "COMMENT ON TABLE public.note IS '" + text + "';\n", ""));
    }

    @Test
    void aStatementOfManyNamesIsNotUnderstood() {
        DumpReport report = of("COPY public.t (a", 300_000, i -> ",b", ") FROM stdin;\n");
        assertThat(Scanned.refusals(report)).containsExactly("dump-statement");
    }

    @Test
    void manyInsertsAreCalledByTheirName() {
        DumpReport report = of("", 300_000, i -> "INSERT INTO public.t" + i + " VALUES (1, 'x');\n", "");
        assertThat(Scanned.refusals(report)).containsExactly("dump-inserts");
    }

    @Test
    void commentsMayBeOfAnyLength() {
        DumpReport report = of("/*", 1_000_000, i -> "0123456789", "*/\n");
        assertThat(Scanned.refusals(report)).containsExactly("dump-no-tables");
        report = of("-- ", 1_000_000, i -> "0123456789", "\n");
        assertThat(Scanned.refusals(report)).containsExactly("dump-no-tables");
    }

    /** 600,000 names of migrations, and 300,000 with names of 16 KB: neither is kept whole. */
    @Test
    void manyMigrationsAndKeys() {
        String head = "CREATE TABLE public.migrations (\n    id integer\n);\n";
        DumpReport report = of(
                head + "COPY public.migrations (id, \"timestamp\", name) FROM stdin;\n",
                600_000,
                i -> i + "\t" + i + "\tName" + i + "\n",
                "\\.\n");
        assertThat(report.facts().migrations()).hasSizeLessThanOrEqualTo(20_000);
        String name = "n".repeat(2000);
        report = of(
                head + "COPY public.migrations (id, \"timestamp\", name) FROM stdin;\n",
                50_000,
                i -> i + "\t" + i + "\t" + name + i + "\n",
                "\\.\nCOPY public.user_keypair (\"userId\", \"publicKey\") FROM stdin;\n\\.\n");
        assertThat(report.facts().migrations()).isEmpty();
    }
}
