package hikae.recovery.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.dump.parts.DumpParts;
import hikae.dump.parts.StatementKind;
import hikae.recovery.Parts;
import hikae.recovery.server.Names;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandOverTest {
    private static String statements(StatementKind kind, String text) {
        DumpParts parts = new Parts().after(kind, "", "", text).made();
        return HandOver.statements(parts, "misskey", any -> true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            OWNER             | ALTER TABLE public."user" OWNER TO other
            OWNER             | ALTER TYPE public.note_visibility_enum OWNER TO "an ""other"
            OWNER             | ALTER SCHEMA public OWNER TO pg_database_owner
            OWNER             | ALTER FUNCTION public.f(a character varying, b integer[]) OWNER TO other
            OWNER             | ALTER LARGE OBJECT 5 OWNER TO other
            PRIVILEGE         | REVOKE USAGE ON SCHEMA public FROM PUBLIC
            PRIVILEGE         | GRANT ALL ON SCHEMA public TO PUBLIC
            PRIVILEGE         | GRANT SELECT,INSERT ON TABLE public.note TO grafana
            PRIVILEGE         | GRANT SELECT(id),UPDATE(name) ON TABLE public."user" TO grafana WITH GRANT OPTION
            PRIVILEGE         | GRANT SELECT,USAGE ON SEQUENCE public.migrations_id_seq TO grafana
            PRIVILEGE         | GRANT ALL ON FUNCTION public.f(a text) TO grafana
            DEFAULT_PRIVILEGE | ALTER DEFAULT PRIVILEGES FOR ROLE misskey IN SCHEMA public GRANT SELECT ON TABLES TO grafana
            DEFAULT_PRIVILEGE | ALTER DEFAULT PRIVILEGES FOR ROLE misskey REVOKE ALL ON FUNCTIONS  FROM PUBLIC
            COMMENT           | COMMENT ON SCHEMA public IS 'it''s the usual one'
            """)
    void whatPgDumpWritesIsDone(StatementKind kind, String text) {
        assertThat(statements(kind, text)).isEqualTo(text + ";\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            OWNER             | ALTER ROLE misskey SUPERUSER; ALTER TABLE x OWNER TO other
            OWNER             | ALTER DATABASE postgres OWNER TO other
            OWNER             | ALTER TABLE public.x OWNER TO other; DROP DATABASE misskey
            OWNER             | ALTER TABLE public.x SET (a = 'b'), OWNER TO other
            PRIVILEGE         | GRANT misskey TO other
            PRIVILEGE         | GRANT pg_execute_server_program TO other
            PRIVILEGE         | GRANT ALL ON DATABASE misskey TO other
            PRIVILEGE         | GRANT ALL ON TABLESPACE pg_default TO other
            PRIVILEGE         | GRANT SET ON PARAMETER session_preload_libraries TO other
            PRIVILEGE         | GRANT SELECT ON TABLE pg_catalog.pg_authid TO other
            PRIVILEGE         | GRANT EXECUTE ON FUNCTION "pg_catalog".pg_read_file(text) TO PUBLIC
            PRIVILEGE         | GRANT ALL ON TABLE public.x TO other; SELECT pg_reload_conf()
            DEFAULT_PRIVILEGE | ALTER DEFAULT PRIVILEGES FOR ROLE a GRANT ALL ON TABLES TO b; DROP TABLE x
            COMMENT           | COMMENT ON SCHEMA public IS 'x'; DROP DATABASE misskey; COMMENT ON SCHEMA public IS 'x'
            COMMENT           | COMMENT ON DATABASE misskey IS 'x'
            """)
    void nothingElseIsRunWithAllRights(StatementKind kind, String text) {
        assertThatThrownBy(() -> statements(kind, text))
                .isInstanceOf(ProblemException.class)
                .hasMessage("recovery-load-form");
    }

    @Test
    void whatBelongsToTheLoginAnywayIsNotSaidAgain() {
        assertThat(statements(StatementKind.OWNER, "ALTER TABLE public.x OWNER TO misskey"))
                .isEmpty();
        assertThat(statements(StatementKind.OWNER, "ALTER TABLE public.x OWNER TO \"misskey\""))
                .isEmpty();
    }

    /** A pattern that tries every way to divide a text would stand still here. */
    @Test
    void aLongLineOfAnotherFormIsToldAtOnce() {
        for (String part : new String[] {"ALL,", "\"\"", "a", "(", "''"}) {
            String text = "GRANT " + part.repeat(100_000) + "!";
            assertThatThrownBy(() -> statements(StatementKind.PRIVILEGE, text)).hasMessage("recovery-load-form");
        }
    }

    @Test
    void theRoleThatLoadsIsNamedByTheRunAndEndsByItself() {
        LoadRole role = new LoadRole(Names.of("20261129-160000-restore", Path.of("/srv/b")), Path.of("/srv/b"));
        Map<String, String> variables = role.variables(Instant.parse("2026-11-29T16:00:00Z"));
        assertThat(variables.get("role")).matches(variables.get("roles"));
        assertThat(variables).containsEntry("until", "2026-12-03T16:00:00Z");
        assertThat(LoadRole.make())
                .contains("NOSUPERUSER", "NOCREATEDB", "NOCREATEROLE", "NOREPLICATION", "NOBYPASSRLS");
    }
}
