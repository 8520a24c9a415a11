package hikae.host.net;

import static hikae.host.FilesContract.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.host.FakePostgres;
import hikae.host.Postgres;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that refuse, are away, or never answer. */
class DatabaseProblemsTest {
    private static final String CANARY = "canary-7f3a";

    @ParameterizedTest
    @CsvSource({
        "28P01, database-password",
        "28000, database-role",
        "3D000, database-name",
        "57P03, database-starting",
        "57P01, database-starting",
        "53300, database-full",
        "42501, database-denied",
        "XX000, database-failed",
    })
    void u37TellsTheCauseFromTheState(String state, String id) throws Exception {
        try (FakePostgres server = FakePostgres.refusing(state, "so it is")) {
            assertProblem(() -> look("127.0.0.1", server.port()), id);
        }
    }

    @Test
    void neverRepeatsThePasswordEvenWhenTheServerDoes() throws Exception {
        try (FakePostgres server = FakePostgres.refusing("XX000", "you said " + CANARY)) {
            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> look("127.0.0.1", server.port()));

            StringWriter trace = new StringWriter();
            refused.printStackTrace(new PrintWriter(trace));
            Messages english = Messages.in(Language.EN);
            assertThat(english.say(refused.problem().sentence()))
                    .isEqualTo("PostgreSQL at 127.0.0.1:" + server.port() + " reported an error: ********");
            assertThat(trace.toString()).doesNotContain(CANARY);
        }
    }

    @Test
    void aPortThatNobodyListensOnIsUnreachable() throws Exception {
        FakePostgres closed = FakePostgres.mute();
        int port = closed.port();
        closed.close();

        assertProblem(() -> look("127.0.0.1", port), "database-unreachable");
    }

    @Test
    void aHostWithoutAddressIsUnreachable() {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> look("hikae-none.invalid", 5432));

        assertThat(refused.problem().id()).isEqualTo("database-unreachable");
        assertThat(Messages.in(Language.EN).say(refused.problem().sentence()))
                .isEqualTo("PostgreSQL does not answer at hikae-none.invalid:5432: unknown host hikae-none.invalid");
    }

    @Test
    void aServerThatNeverSpeaksIsNotWaitedForForever() throws Exception {
        try (FakePostgres server = FakePostgres.mute()) {
            assertProblem(() -> look("127.0.0.1", server.port()), "database-unreachable");
        }
    }

    private static void look(String host, int port) {
        new Jdbc(Duration.ofSeconds(1)).look(new Postgres.Login(host, port, "misskey", "mk", new Secret(CANARY)));
    }
}
