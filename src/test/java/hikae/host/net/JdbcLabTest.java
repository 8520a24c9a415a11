package hikae.host.net;

import static hikae.host.FilesContract.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Environment;
import hikae.host.NoteTime;
import hikae.host.Postgres;
import hikae.host.Shell;
import hikae.host.Surroundings;
import hikae.host.real.RealHost;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A PostgreSQL of the lab's, with databases and roles of all kinds. */
@Tag("lab")
class JdbcLabTest {
    private static final String NAME = "hikae-jdbc-test";
    private static final String ODD_DATABASE = "we\"ird?&%20=控え/x";
    private static final String ODD_USER = "o'x?&% \"";
    private static final String ODD_PASSWORD = "p?a&s%s='\" \\$x #控え:/";

    private static Postgres postgres = RealHost.here(Environment.ofProcess()).postgres();
    private static String address = "";

    @BeforeAll
    static void start() throws Exception {
        Surroundings.lab("DOCKER_HOST");
        remove();
        String image = "postgres:" + Surroundings.lab("HIKAE_LAB_PG_MAJOR") + "-alpine";
        Shell.run("docker run -d --name " + NAME + " -e POSTGRES_PASSWORD=first -e POSTGRES_USER=mk"
                + " -e POSTGRES_DB=misskey " + image);
        address = Shell.run("docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' " + NAME);
        waitForLogin();
        sql(
                "misskey",
                "CREATE TABLE note (id varchar(32) PRIMARY KEY, text text); CREATE TABLE \"user\" (id text);"
                        + "CREATE TABLE meta (id text); CREATE TABLE migrations (id serial, timestamp bigint, name text);"
                        + "INSERT INTO migrations (timestamp, name) VALUES (1, 'Init1'), (2, 'Second2');"
                        + "INSERT INTO note VALUES ('afeq1pmz00', ''), ('9zzzzzzzabcd0001', '');"
                        + "CREATE SCHEMA other; CREATE TABLE other.hidden (id int);"
                        + "CREATE ROLE nologin PASSWORD 'x'; CREATE ROLE full1 LOGIN PASSWORD 'x' CONNECTION LIMIT 0;"
                        + "CREATE ROLE poor LOGIN PASSWORD 'x'");
        sql("misskey", "CREATE DATABASE closed");
        sql("misskey", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
        sql("misskey", "CREATE DATABASE " + quoted(ODD_DATABASE));
        sql("misskey", "CREATE ROLE " + quoted(ODD_USER) + " LOGIN PASSWORD '" + ODD_PASSWORD.replace("'", "''") + "'");
    }

    @AfterAll
    static void remove() throws Exception {
        Shell.run("docker ps -aqf name=" + NAME + " | xargs -r docker rm -fv >/dev/null");
    }

    @Test
    void looksAtAMisskeyDatabase() {
        Postgres.Facts facts = look("misskey", "mk", "first");

        assertThat(Integer.toString(facts.major())).isEqualTo(System.getenv("HIKAE_LAB_PG_MAJOR"));
        assertThat(facts.version()).startsWith(facts.major() + ".").matches("[0-9.]+");
        assertThat(facts.bytes()).isGreaterThan(1_000_000);
        assertThat(facts.tables()).isEqualTo(4);
        assertThat(facts.misskey()).isTrue();
        assertThat(facts.newestNote()).contains("afeq1pmz00");
        assertThat(facts.newestNoteAt()).isEqualTo(NoteTime.of("afeq1pmz00"));
        assertThat(facts.newestNoteAt().orElseThrow()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(facts.lastMigration()).contains("Second2");
    }

    @Test
    void namesAndPasswordsMayHoldAnySign() {
        Postgres.Facts facts = look(ODD_DATABASE, ODD_USER, ODD_PASSWORD);

        assertThat(facts.tables()).isZero();
        assertThat(facts.misskey()).isFalse();
        assertThat(facts.newestNote()).isEmpty();
    }

    @Test
    void doesNotTakeTablesItMayNotReadForMisskeys() {
        assertThat(look("misskey", "poor", "x").misskey()).isFalse();
        assertThat(look("misskey", "poor", "x").tables()).isZero();
    }

    @Test
    void tellsWhatWasWrong() {
        assertProblem(() -> look("misskey", "mk", "wrong"), "database-password");
        assertProblem(() -> look("misskey", "mk", ""), "database-password");
        assertProblem(() -> look("misskey", "nobody", "first"), "database-password");
        assertProblem(() -> look("none", "mk", "first"), "database-name");
        assertProblem(() -> look("misskey", "nologin", "x"), "database-role");
        assertProblem(() -> look("misskey", "full1", "x"), "database-full");
        assertProblem(() -> look("closed", "poor", "x"), "database-denied");
    }

    @Test
    void leavesNoSessionBehind() throws Exception {
        look("misskey", "mk", "first");

        assertThat(sql("misskey", "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'hikae'"))
                .isEqualTo("0");
    }

    private static Postgres.Facts look(String database, String user, String password) {
        return postgres.look(new Postgres.Login(address, 5432, database, user, new Secret(password)));
    }

    private static void waitForLogin() throws InterruptedException {
        for (long end = System.nanoTime() + Duration.ofSeconds(60).toNanos(); ; Thread.sleep(100)) {
            try {
                look("misskey", "mk", "first");
                return;
            } catch (ProblemException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String sql(String database, String commands) throws Exception {
        Process psql = new ProcessBuilder(
                        "docker",
                        "exec",
                        NAME,
                        "psql",
                        "-XAtq",
                        "-U",
                        "mk",
                        "-d",
                        database,
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-c",
                        commands)
                .redirectErrorStream(true)
                .start();
        String said = new String(psql.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (psql.waitFor() != 0) {
            throw new AssertionError(said);
        }
        return said.strip();
    }
}
