package hikae.recovery.load;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.StatementKind;
import hikae.recovery.Parts;
import hikae.recovery.server.PsqlContainer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadTextTest {
    private static Parts parts() {
        return new Parts()
                .setting("statement_timeout", "SET statement_timeout = 0", 12)
                .setting("transaction_timeout", "SET transaction_timeout = 0", 17)
                .setting("client_encoding", "SET client_encoding = 'SQL_ASCII'", 12)
                .before(StatementKind.SEARCH_PATH, "", "SELECT pg_catalog.set_config('search_path', '', false)")
                .before(StatementKind.SCHEMA, "x", "CREATE SCHEMA x")
                .before(StatementKind.EXTENSION, "pg_trgm", "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public")
                .before(StatementKind.EXTENSION_COMMENT, "", "COMMENT ON EXTENSION pg_trgm IS 'x'")
                .before(StatementKind.TABLE, "", "CREATE TABLE public.a (id integer)")
                .before(StatementKind.COMMENT, "", "COMMENT ON TABLE public.a IS 'x'")
                .before(StatementKind.OWNER, "", "ALTER TABLE public.a OWNER TO misskey")
                .rows("a", 5);
    }

    @Test
    void onlyWhatIsNotDoneByAnotherLoginIsSentBeforeTheRows() {
        LoadText text = LoadText.of(parts().made(), false, 15, Optional.of("abc"));
        assertThat(text.before()).isEqualTo(PsqlContainer.NO_TIMEOUT + """
                \\restrict abc
                BEGIN;
                SET statement_timeout = 0;
                SELECT pg_catalog.set_config('search_path', '', false);
                CREATE SCHEMA IF NOT EXISTS x;
                CREATE TABLE public.a (id integer);
                COMMENT ON TABLE public.a IS 'x';
                COMMIT;
                """);
    }

    @Test
    void theSessionOfTheRowsHasTheSameSettingsAndTheirEncoding() {
        assertThat(LoadText.of(parts().made(), false, 15, Optional.of("abc")).rows())
                .isEqualTo(PsqlContainer.NO_TIMEOUT + """
                        \\restrict abc
                        SET statement_timeout = 0;
                        SELECT pg_catalog.set_config('search_path', '', false);
                        SET client_encoding = 'UTF8';
                        """);
    }

    @Test
    void aSettingThatTheServerKnowsIsSent() {
        assertThat(LoadText.of(parts().made(), false, 17, Optional.empty()).before())
                .contains("SET transaction_timeout = 0;\n")
                .doesNotContain("\\restrict");
    }

    @Test
    void eachSessionBehindTheRowsHasTheSameSettingsAndItsShareOfTheMemory() {
        assertThat(LoadText.of(parts().made(), false, 15, Optional.of("abc")).session())
                .startsWith(PsqlContainer.NO_TIMEOUT + """
                        \\restrict abc
                        SET statement_timeout = 0;
                        SELECT pg_catalog.set_config('search_path', '', false);
                        """)
                .contains("'maintenance_work_mem'", "setting::bigint / @SESSIONS@");
    }

    /** The script that reads them puts names into a shell's arithmetic nowhere: tables have numbers. */
    @Test
    void piecesNameTheirTableByANumberAndEndWithAZeroByte() {
        DumpParts parts = new Parts()
                .rows("a", 5)
                .after(StatementKind.INDEX, "x[$(touch /tmp/ran)]", "i\n\tj", "CREATE INDEX i ON public.x (x)")
                .made();
        List<String> pieces =
                List.of(LoadText.of(parts, false, 15, Optional.empty()).after().split("\0"));
        assertThat(pieces).contains("beside\t2\t0\ti j\nCREATE INDEX i ON public.x (x);\n");
        assertThat(pieces.stream().map(piece -> piece.split("\n", 2)[0]))
                .allMatch(head -> head.matches("(wait|alone|beside)\t\\d+\t.*"));
    }
}
