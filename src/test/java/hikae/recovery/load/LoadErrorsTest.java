package hikae.recovery.load;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.recovery.server.PsqlContainer;
import org.junit.jupiter.api.Test;

class LoadErrorsTest {
    private static final String UNIQUE = """
            psql:<stdin>:12: ERROR:  23505: could not create unique index "note_pkey"
            DETAIL:  Key (id)=(secret) is duplicated.
            SCHEMA NAME:  public
            """;
    private static final String CONSEQUENCE = """
            psql:<stdin>:15: ERROR:  42830: there is no unique constraint matching given keys for "note"
            """;

    @Test
    void errorsOfConstraintsAreKnownByTheirCodeAndTellNoValue() {
        LoadErrors errors = LoadErrors.of(UNIQUE + CONSEQUENCE);
        assertThat(errors.areOfConstraints()).isTrue();
        assertThat(errors.entries()).hasSize(2);
        assertThat(errors.first()).isEqualTo("could not create unique index \"note_pkey\", Key (id)");
    }

    @Test
    void oneOtherErrorAmongThemIsNotOfConstraints() {
        assertThat(LoadErrors.of(UNIQUE + "psql:<stdin>:1: ERROR:  42704: type \"x\" does not exist\n")
                        .areOfConstraints())
                .isFalse();
    }

    /** It has no code: a line that psql did not take would pass for a good one where constraints may be missing. */
    @Test
    void anErrorOfPsqlItselfIsNotOfConstraints() {
        LoadErrors errors = LoadErrors.of(
                UNIQUE + "psql:<stdin>:9: error: backslash commands are restricted; only \\unrestrict is allowed\n");
        assertThat(errors.entries()).hasSize(2);
        assertThat(errors.areOfConstraints()).isFalse();
    }

    @Test
    void nothingSaidIsNotAnErrorOfConstraints() {
        LoadErrors gone = LoadErrors.of("server closed the connection unexpectedly\n");
        assertThat(gone.areOfConstraints()).isFalse();
        assertThat(gone.first()).isEqualTo("server closed the connection unexpectedly");
    }

    /** On another image the server warns at each login; that is not why a client ended. */
    @Test
    void whatTheServerOnlyWarnsOfIsNotTakenForTheReason() {
        String warned = """
                WARNING:  database "misskey" has a collation version mismatch
                DETAIL:  The database was created using collation version 2.31, but the operating system provides 2.36.
                HINT:  Rebuild all objects in this database that use the default collation.
                """;
        assertThat(PsqlContainer.firstError(warned + "Killed\n")).isEqualTo("Killed");
        assertThat(PsqlContainer.firstError(warned + "psql: FATAL:  role does not exist\n"))
                .contains("FATAL");
        assertThat(PsqlContainer.firstError(warned)).isEqualTo("-");
    }
}
