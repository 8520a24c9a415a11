package hikae.dump.parts;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.DumpReading;
import hikae.dump.DumpScan;
import hikae.dump.MadeUpDump;
import hikae.dump.Scanned;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where each statement and each row lies: what a load sends is exactly this. */
@SuppressWarnings("StringConcatToTextBlock") // short pieces read better than blocks of two lines
class DumpPartsTest {
    @TempDir
    Path directory;

    private DumpParts parts(String text) {
        DumpReading reading = new Scanned(directory).reading(text);
        assertThat(reading.report().isGood())
                .as(String.valueOf(reading.report().findings()))
                .isTrue();
        return reading.parts();
    }

    private static List<String> kinds(List<DumpStatement> statements) {
        return statements.stream()
                .map(one -> one.kind() + " " + one.tables() + one.names())
                .toList();
    }

    private static String bytes(byte[] text, long from, long to) {
        return new String(Arrays.copyOfRange(text, (int) from, (int) to), StandardCharsets.UTF_8);
    }

    @Test
    void theRowsLieBetweenTheOffsets() {
        for (String lineEnd : List.of("\n", "\r\n")) {
            for (String before : List.of("", "\uFEFF", "pg_dump: warning: it's late\n\n")) {
                MadeUpDump dump = MadeUpDump.ofSize(9, 700_000);
                dump.lineEnd = lineEnd;
                byte[] text = (before + dump.text()).getBytes(StandardCharsets.UTF_8);
                DumpParts parts = parts(before + dump.text());

                assertThat(bytes(text, parts.rowsFrom(), parts.rowsFrom() + 17)).isEqualTo("COPY public.meta ");
                assertThat(bytes(text, parts.rowsTo() - 2 - lineEnd.length(), parts.rowsTo()))
                        .isEqualTo("\\." + lineEnd);
                assertThat(parts.rows()).extracting(DumpRows::table).containsExactlyElementsOf(dump.rows.keySet());
                for (DumpRows rows : parts.rows()) {
                    assertThat(bytes(text, rows.from(), rows.to())
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count())
                            .isEqualTo(rows.rows())
                            .isEqualTo(dump.rows.get(rows.table()));
                    assertThat(bytes(text, rows.to(), rows.to() + 2 + lineEnd.length()))
                            .isEqualTo("\\." + lineEnd);
                    assertThat(text[(int) rows.from() - 1]).isEqualTo((byte) '\n');
                }
            }
        }
    }

    @Test
    void statementsAreTheOnesOfTheDumpInItsOrder() {
        MadeUpDump dump = MadeUpDump.small();
        dump.ddl = "COMMENT ON TABLE public.note IS 'a;\n  b'; -- c\n/* d */ALTER TABLE ONLY public.note\n"
                + "    ALTER COLUMN text\nSET DEFAULT E'\\n\n';\n";
        dump.blocks = "SELECT pg_catalog.setval('public.s', 2, true);\nCOPY public.t (a) FROM stdin;\n1\n\\.\n";
        DumpParts parts = parts(dump.text());

        assertThat(parts.encoding()).isEqualTo("UTF8");
        assertThat(parts.before())
                .extracting(DumpStatement::text)
                .contains(
                        "SET statement_timeout = 0",
                        "SELECT pg_catalog.set_config('search_path', '', false)",
                        "COMMENT ON TABLE public.note IS 'a;\n  b'",
                        "ALTER TABLE ONLY public.note     ALTER COLUMN text SET DEFAULT E'\\n\n'");
        assertThat(kinds(parts.among())).containsExactly("SETVAL [][s]");
        assertThat(kinds(parts.after()))
                .containsExactly(
                        "SETVAL [][migrations_id_seq]",
                        "PRIMARY_OR_UNIQUE [note][PK_note]",
                        "PRIMARY_OR_UNIQUE [user][PK_user]",
                        "PRIMARY_OR_UNIQUE [user][UQ user name]",
                        "INDEX [note][IDX_note_reply]",
                        "INDEX [user][idx_user_lower]",
                        "FOREIGN_KEY [note, note][FK_note_reply]");
        assertThat(parts.before()).isSortedAccordingTo((a, b) -> Long.compare(a.line(), b.line()));
    }

    /** A case a line: the statement, and what it is taken for. */
    @Test
    void eachKindIsTold() {
        Map.ofEntries(
                        Map.entry("SET transaction_timeout = 0", "SETTING [][transaction_timeout]"),
                        Map.entry("CREATE SCHEMA other", "SCHEMA [][]"),
                        Map.entry("CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public", "EXTENSION [][pg_trgm]"),
                        Map.entry("COMMENT ON EXTENSION pg_trgm IS 'x'", "EXTENSION_COMMENT [][pg_trgm]"),
                        Map.entry("CREATE TYPE public.e AS ENUM ('a')", "TYPE [][]"),
                        Map.entry("CREATE TABLE o.t (a int) INHERITS (p)", "TABLE [o.t, p][]"),
                        Map.entry("CREATE SEQUENCE public.s START WITH 1 NO MAXVALUE CACHE 1", "SEQUENCE [][s]"),
                        Map.entry("ALTER SEQUENCE public.s OWNED BY public.t.id", "SEQUENCE_OWNED [t][s]"),
                        Map.entry("ALTER TABLE ONLY public.t ALTER COLUMN a SET DEFAULT 1", "DEFAULT [t][]"),
                        Map.entry("ALTER TABLE public.t OWNER TO misskey", "OWNER [t][]"),
                        Map.entry("GRANT SELECT ON TABLE public.t TO misskey", "PRIVILEGE [t][]"),
                        Map.entry("CREATE UNIQUE INDEX i ON o.t USING gin (a gin_trgm_ops)", "INDEX [o.t][o.i]"),
                        Map.entry("ALTER INDEX public.i ATTACH PARTITION public.j", "ATTACH_INDEX [][i, j]"),
                        Map.entry("ALTER TABLE public.t ADD CONSTRAINT c CHECK ((a > 0)) NOT VALID", "CHECK [t][c]"),
                        Map.entry(
                                "ALTER TABLE ONLY t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES o.u(id) ON DELETE SET NULL",
                                "FOREIGN_KEY [t, o.u][c]"),
                        Map.entry("ALTER TABLE public.t CLUSTER ON i", "CLUSTER_ON [t][i]"),
                        Map.entry(
                                "ALTER TABLE ONLY public.t REPLICA IDENTITY USING INDEX i", "REPLICA_IDENTITY [t][i]"),
                        Map.entry("CREATE STATISTICS public.s ON a, b FROM public.t", "STATISTICS [t][s]"),
                        Map.entry("REFRESH MATERIALIZED VIEW public.v", "REFRESH [v][]"))
                .forEach((sql, told) -> {
                    MadeUpDump dump = MadeUpDump.small();
                    dump.post = sql + ";\n";
                    List<DumpStatement> after = parts(dump.text()).after();
                    assertThat(kinds(after.subList(after.size() - 1, after.size())))
                            .containsExactly(told);
                    assertThat(after.get(after.size() - 1).text()).isEqualTo(sql);
                });
    }

    @Test
    void whatIsNeverSentIsInNoPart() {
        MadeUpDump dump = MadeUpDump.small();
        dump.ddl = "DROP TABLE IF EXISTS public.old;\nSELECT pg_catalog.lo_create('5');\n";
        dump.post = "BEGIN;\nSELECT pg_catalog.lo_open('5', 131072);\nSELECT pg_catalog.lowrite(0, '\\x6162');\n"
                + "SELECT pg_catalog.lo_close(0);\nCOMMIT;\n";
        DumpParts parts = parts(dump.text());

        assertThat(parts.before()).extracting(DumpStatement::text).noneMatch(text -> text.contains("DROP"));
        assertThat(parts.before()).extracting(DumpStatement::text).noneMatch(text -> text.contains("restrict"));
        assertThat(parts.after())
                .extracting(DumpStatement::text)
                .doesNotContain("BEGIN", "COMMIT")
                .endsWith(
                        "SELECT pg_catalog.lo_open('5', 131072)",
                        "SELECT pg_catalog.lowrite(0, '\\x6162')",
                        "SELECT pg_catalog.lo_close(0)");
    }

    /** The bytes between the offsets may be sent as they are. */
    @Test
    void nothingThatIsLeftOutLiesBetweenRows() {
        for (String between : List.of("BEGIN;\nCOMMIT;\n", "COMMIT;\n", "DROP TABLE IF EXISTS public.note;\n")) {
            MadeUpDump dump = MadeUpDump.small();
            dump.ddl = "SELECT pg_catalog.lo_create('5');\n";
            dump.blocks = between + "COPY public.t (a) FROM stdin;\n1\n\\.\n";
            assertThat(Scanned.refusals(new Scanned(directory).gz(dump.text())))
                    .as(between)
                    .containsExactly("dump-statement");
        }
    }

    @Test
    void textIsReadInTheEncodingThatTheDumpNames() {
        MadeUpDump dump = MadeUpDump.small();
        dump.ddl = "SET client_encoding = 'LATIN1';\nCOMMENT ON TABLE public.note IS 'caf\u00E9';\n";
        byte[] latin = dump.text().replace("\\tいい", "").getBytes(StandardCharsets.ISO_8859_1);
        DumpReading reading = DumpScan.read(Scanned.files(), new Scanned(directory).file("d.sql", latin), bytes -> {});

        assertThat(reading.report().findings()).isEmpty();
        assertThat(reading.parts().encoding()).isEqualTo("LATIN1");
        assertThat(reading.parts().before())
                .extracting(DumpStatement::text)
                .contains("COMMENT ON TABLE public.note IS 'caf\u00E9'");
        dump.ddl = "";
        dump.post = "SET client_encoding = 'LATIN1';\n";
        assertThat(Scanned.refusals(new Scanned(directory).gz(dump.text()))).containsExactly("dump-setting");
        dump.post = "";
        dump.ddl = "COMMENT ON TABLE public.note IS 'caf\u00E9';\n";
        assertThat(Scanned.refusals(new Scanned(directory)
                        .of("d.sql", dump.text().replace("\\tいい", "").getBytes(StandardCharsets.ISO_8859_1))))
                .containsExactly("dump-not-text");
    }
}
