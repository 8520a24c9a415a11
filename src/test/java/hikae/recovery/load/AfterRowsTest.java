package hikae.recovery.load;

import static hikae.dump.parts.StatementKind.*;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.DumpRows;
import hikae.dump.parts.StatementKind;
import hikae.recovery.Parts;
import hikae.recovery.load.AfterRows.Piece;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfterRowsTest {
    /** What the scan makes of the line break and the indent that pg_dump writes there. */
    private static final String BREAK = "     ";

    private static Parts tables() {
        return new Parts().rows("small", 10).rows("big", 1000).rows("middle", 100);
    }

    private static Parts key(Parts parts, String table) {
        return parts.after(
                PRIMARY_OR_UNIQUE,
                table,
                "PK_" + table,
                "ALTER TABLE ONLY public." + table + " ADD CONSTRAINT \"PK_" + table + "\" PRIMARY KEY (id)");
    }

    private static Parts foreign(Parts parts, String table, String to) {
        return parts.after(
                FOREIGN_KEY,
                table,
                "FK_" + table,
                "ALTER TABLE ONLY public." + table + BREAK + "ADD CONSTRAINT \"FK_" + table
                        + "\" FOREIGN KEY (x) REFERENCES public." + to + "(id) ON DELETE CASCADE");
    }

    private static Parts index(Parts parts, String table, String name, String method) {
        return parts.after(
                INDEX, table, name, "CREATE INDEX " + name + " ON public." + table + " USING " + method + " (x)");
    }

    /** A line for each piece: how, the table, what it does, each statement by its first words. */
    private static List<String> told(Parts parts, boolean tolerant) {
        return AfterRows.pieces(parts.made(), tolerant, 15).stream()
                .map(AfterRowsTest::told)
                .toList();
    }

    private static String told(Piece piece) {
        String sql = piece.sql().strip().replaceAll(";\n", " / ").replaceAll(";$", "");
        return (piece.way().name().toLowerCase(Locale.ROOT) + " " + piece.table() + ": " + sql).strip();
    }

    private static Parts real() {
        Parts parts = tables();
        key(key(key(parts, "small"), "big"), "middle");
        index(index(index(parts, "small", "i1", "btree"), "big", "i2", "btree"), "middle", "i3", "gin");
        return foreign(foreign(parts, "small", "big"), "big", "big");
    }

    @Test
    void keysComeFirstThenForeignKeysWithoutALookThenStatisticsAndIndexesThenTheProofsTableByTable() {
        assertThat(told(real(), false))
                .containsExactly(
                        "alone big: ALTER TABLE ONLY public.big ADD CONSTRAINT \"PK_big\" PRIMARY KEY (id)",
                        "alone middle: ALTER TABLE ONLY public.middle ADD CONSTRAINT \"PK_middle\" PRIMARY KEY (id)",
                        "alone small: ALTER TABLE ONLY public.small ADD CONSTRAINT \"PK_small\" PRIMARY KEY (id)",
                        "wait :",
                        "alone : ALTER TABLE ONLY public.small     ADD CONSTRAINT \"FK_small\" FOREIGN KEY (x)"
                                + " REFERENCES public.big(id) ON DELETE CASCADE NOT VALID"
                                + " / ALTER TABLE ONLY public.big     ADD CONSTRAINT \"FK_big\" FOREIGN KEY (x)"
                                + " REFERENCES public.big(id) ON DELETE CASCADE NOT VALID",
                        "wait :",
                        "alone big: ANALYZE public.big (id)",
                        "alone middle: ANALYZE public.middle (id)",
                        "alone small: ANALYZE public.small (id)",
                        "beside big: CREATE INDEX i2 ON public.big USING btree (x)",
                        "beside middle: CREATE INDEX i3 ON public.middle USING gin (x)",
                        "beside small: CREATE INDEX i1 ON public.small USING btree (x)",
                        "alone big: ALTER TABLE public.big VALIDATE CONSTRAINT \"FK_big\"",
                        "alone small: ALTER TABLE public.small VALIDATE CONSTRAINT \"FK_small\"",
                        "wait :");
    }

    @Test
    void withBrokenConstraintsLeftOutAForeignKeyIsProvedWhenItIsMadeOrNotMade() {
        List<String> told = told(real(), true);
        assertThat(told).noneMatch(piece -> piece.contains("VALID"));
        assertThat(told.get(told.size() - 2)).isEqualTo("wait :");
        assertThat(told.get(told.size() - 1))
                .isEqualTo("alone : ALTER TABLE ONLY public.small     ADD CONSTRAINT \"FK_small\" FOREIGN KEY (x)"
                        + " REFERENCES public.big(id) ON DELETE CASCADE"
                        + " / ALTER TABLE ONLY public.big     ADD CONSTRAINT \"FK_big\" FOREIGN KEY (x)"
                        + " REFERENCES public.big(id) ON DELETE CASCADE");
    }

    /** Where one statement alone goes: with the keys, in a moment before the indexes, as an index, or last. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            keys  | alone  | PRIMARY_OR_UNIQUE | ALTER TABLE ONLY public.big ADD CONSTRAINT u UNIQUE (x)
            keys  | beside | INDEX             | CREATE UNIQUE INDEX u ON public.big USING btree (x)
            keys  | alone  | SETVAL            | SELECT pg_catalog.setval('public.s', 5, true)
            keys  | alone  | LARGE_OBJECT      | SELECT pg_catalog.lo_open('1', 131072)
            fast  | alone  | FOREIGN_KEY       | ALTER TABLE ONLY public.big ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES public.y(id)
            fast  | alone  | FOREIGN_KEY       | ALTER TABLE ONLY public."b i"     ADD CONSTRAINT "f ""g" FOREIGN KEY (x) REFERENCES public.y(id) DEFERRABLE INITIALLY DEFERRED
            fast  | alone  | STATISTICS        | CREATE STATISTICS public.s ON a, b FROM public.big
            index | beside | INDEX             | CREATE INDEX i ON public.big USING btree (x)
            last  | alone  | FOREIGN_KEY       | ALTER TABLE ONLY public.big ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES public.y(id) NOT VALID
            last  | alone  | FOREIGN_KEY       | ALTER TABLE public.big ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES public.y(id)
            last  | alone  | ATTACH_INDEX      | ALTER INDEX public.a ATTACH PARTITION public.b
            last  | alone  | CHECK             | ALTER TABLE public.big ADD CONSTRAINT c CHECK ((x > 0)) NOT VALID
            last  | alone  | CLUSTER_ON        | ALTER TABLE public.big CLUSTER ON i
            last  | alone  | REPLICA_IDENTITY  | ALTER TABLE ONLY public.big REPLICA IDENTITY USING INDEX i
            last  | alone  | TRIGGER           | CREATE TRIGGER t BEFORE INSERT ON public.big EXECUTE FUNCTION tsvector_update_trigger()
            last  | alone  | COMMENT           | COMMENT ON INDEX public.i IS 'x'
            last  | alone  | REFRESH           | REFRESH MATERIALIZED VIEW public.m
            none  | -      | OWNER             | ALTER TABLE public.big OWNER TO misskey
            none  | -      | PRIVILEGE         | GRANT ALL ON TABLE public.big TO other
            none  | -      | DEFAULT_PRIVILEGE | ALTER DEFAULT PRIVILEGES FOR ROLE a GRANT ALL ON TABLES TO b
            none  | -      | COMMENT           | COMMENT ON SCHEMA public IS ''
            """)
    void eachKindHasItsPlace(String place, String way, StatementKind kind, String text) {
        List<Piece> pieces = AfterRows.pieces(
                new Parts().rows("big", 5).after(kind, "big", "n", text).made(), false, 15);
        List<String> told = pieces.stream().map(AfterRowsTest::told).toList();
        int at = 0;
        while (at < told.size() && !told.get(at).contains(text)) {
            at++;
        }
        assertThat(
                        at == told.size()
                                ? "none"
                                : List.of("keys", "fast", "index", "last").get(waits(told, at)))
                .isEqualTo(place);
        if (!place.equals("none")) {
            assertThat(told.get(at)).startsWith(way + " ");
        }
    }

    private static int waits(List<String> told, int at) {
        return (int) told.subList(0, at).stream().filter("wait :"::equals).count();
    }

    /** Only what touches no other table, and whose order among the pieces of its table matters to nothing. */
    @Test
    void keysStatisticsAndIndexesMayBeginBehindTheLastRowsOfTheirTable() {
        Parts parts = real().rows("big", 1);
        index(parts, "none", "i4", "btree");
        assertThat(AfterRows.pieces(parts.made(), false, 15).stream()
                        .filter(piece -> piece.way() != AfterRows.Way.WAIT)
                        .map(piece -> piece.block() + " " + piece.name()))
                .containsExactly(
                        "4 PK_big",
                        "3 PK_middle",
                        "1 PK_small",
                        "0 FOREIGN KEY",
                        "4 big",
                        "3 middle",
                        "1 small",
                        "4 i2",
                        "3 i3",
                        "1 i1",
                        "0 i4",
                        "0 big",
                        "0 small");
    }

    /** A table whose columns are not named counts as done, and the server would leave it at the rough ones. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            COPY public.note (id, "replyId", text) FROM stdin | ANALYZE public.note (id, "replyId", text)
            COPY public."a b" ("x) FROM", "y ""z") FROM stdin | ANALYZE public."a b" ("x) FROM", "y ""z")
            COPY public.none FROM stdin                       | ANALYZE public.none
            """)
    void statisticsAreOfTheColumnsThatTheDumpNames(String copy, String analyze) {
        DumpRows rows = new DumpRows(Parts.statement(COPY, "t", "", copy), 0, 5, 1);
        DumpParts parts = new DumpParts("UTF8", 0, 5, List.of(), List.of(rows), List.of(), List.of());
        assertThat(AfterRows.pieces(parts, false, 15).get(2).sql()).isEqualTo(analyze + ";\n");
    }

    @Test
    void whatTakesLongerIsBegunFirst() {
        Parts parts = new Parts().rows("a", 100).rows("b", 300);
        index(index(index(parts, "a", "btree_a", "btree"), "b", "btree_b", "btree"), "a", "gin_a", "gin");
        assertThat(AfterRows.pieces(parts.made(), false, 15).stream()
                        .filter(piece -> piece.way() == AfterRows.Way.BESIDE)
                        .map(Piece::name))
                .containsExactly("gin_a", "btree_b", "btree_a");
    }

    @Test
    void aForeignKeyOfATableWithoutRowsInTheDumpIsMadeAsItIs() {
        Parts parts = foreign(new Parts(), "empty", "empty");
        assertThat(String.join("\n", told(parts, false))).doesNotContain("VALID");
    }

    @Test
    void aSettingThatChangesBehindTheRowsIsSetBeforeEachStatement() {
        Parts parts = new Parts()
                .rows("a", 5)
                .setting("default_tablespace", "SET default_tablespace = ''", 12)
                .setting("row_security", "SET row_security = off", 12);
        index(parts, "a", "i1", "btree").after(SETTING, "", "default_tablespace", "SET default_tablespace = fast");
        index(parts, "a", "i2", "btree").after(SETTING, "", "work_mem", "SET work_mem = 1");
        assertThat(told(index(parts, "a", "i3", "btree"), false))
                .contains(
                        "beside a: SET default_tablespace = '' / SET work_mem TO DEFAULT / CREATE INDEX i1 ON public.a USING btree (x)",
                        "beside a: SET default_tablespace = fast / SET work_mem TO DEFAULT / CREATE INDEX i2 ON public.a USING btree (x)",
                        "beside a: SET default_tablespace = fast / SET work_mem = 1 / CREATE INDEX i3 ON public.a USING btree (x)");
    }
}
