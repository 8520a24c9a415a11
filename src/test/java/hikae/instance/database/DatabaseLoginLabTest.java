package hikae.instance.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.host.Host;
import hikae.host.Postgres;
import hikae.instance.Instance;
import hikae.instance.find.InstanceFinder;
import hikae.lab.ChangedHost;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins into a real server where the files, the container and the server disagree about the password. */
@Tag("lab")
class DatabaseLoginLabTest {
    private static final String YML = ".config/default.yml";
    private static final String ENV = ".config/docker.env";

    private static LabInstance misskey;
    private static String yml;
    private static String env;
    private static String compose;

    @TempDir
    Path home;

    private Host host;
    private boolean anew;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain();
        yml = misskey.read(YML);
        env = misskey.read(ENV);
        compose = misskey.read("compose.yml");
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @BeforeEach
    void meet() {
        host = Lab.host(home);
    }

    @AfterEach
    void putBack() {
        misskey.write(YML, yml);
        misskey.write(ENV, env);
        misskey.write("compose.yml", compose);
        if (anew) {
            makeAnew();
        }
        misskey.password(misskey.password());
    }

    @Test
    void theContainerKnowsBetterThanADockerEnvThatWasEdited() {
        misskey.write(ENV, env.replace(misskey.password(), "edited-later"));
        misskey.write(YML, yml.replace(misskey.password(), "edited-too"));
        assertThat(prove(Optional.empty()).source().key()).isEqualTo("login.source.container");
    }

    @Test
    void misskeysOwnPasswordIsUsedWhereTheContainerWasMadeAnewWithAnEditedDockerEnv() {
        misskey.write(ENV, env.replace(misskey.password(), "edited-later").replace(user(), "edited-role"));
        makeAnew();
        assertThat(instance().user()).isEqualTo(user());
        DatabaseLogin.Proven proven = prove(Optional.empty());
        assertThat(proven.login().password().reveal()).isEqualTo(misskey.password());
        assertThat(proven.login().user()).isEqualTo(user());
        assertThat(proven.source().args().toString()).contains("default.yml");
    }

    @Test
    void whereOnlyAnEditedDockerEnvIsLeftItSaysSo() {
        misskey.write(ENV, env.replace(misskey.password(), "edited-later"));
        misskey.write(YML, yml.replace("  pass: '" + misskey.password() + "'\n", ""));
        makeAnew();
        assertRefused(() -> prove(Optional.empty()), "login-refused");
        assertThat(prove(Optional.of(new Secret(misskey.password()))).source().key())
                .isEqualTo("login.source.typed");
    }

    @Test
    void theEnvironmentOfTheServiceBeatsItsEnvFile() {
        misskey.password("of the service");
        misskey.write(YML, yml.replace("  pass: '" + misskey.password() + "'\n", ""));
        String service = "    env_file:\n      - .config/docker.env\n";
        String more = service + "    environment:\n      POSTGRES_PASSWORD: of the service\n";
        misskey.write("compose.yml", compose.replace(service, more));
        makeAnew();
        assertThat(prove(Optional.empty()).login().password().reveal()).isEqualTo("of the service");
    }

    @Test
    void aPasswordThatIsNowhereIsRefusedAndTypedItIsTaken() {
        misskey.password("nobody wrote this down");
        assertRefused(() -> prove(Optional.empty()), "login-refused");
        assertRefused(() -> prove(Optional.of(new Secret("nor this"))), "login-refused-typed");
        assertThat(prove(Optional.of(new Secret("nobody wrote this down")))
                        .facts()
                        .misskey())
                .isTrue();
    }

    @Test
    void anotherDatabaseOrRoleIsToldApart() {
        assertRefused(() -> prove(host, "no-such-database", user(), Optional.empty()), "database-name");
        assertRefused(() -> prove(host, database(), "no-such-role", Optional.empty()), "login-refused");
        assertThat(prove(host, "postgres", user(), Optional.empty()).facts().misskey())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" a:b\\c:d\\\\ ", "'\"$HOME`id`# ${POSTGRES_USER} %s", "パスワード　全角 e\u0301\uD83D\uDC31"})
    void whereTheAddressCannotBeReachedAClientInAContainerLogsInJustTheSame(String password) {
        misskey.password(password);
        Host unreachable = ChangedHost.with(host, login -> {
            throw ProblemException.of("database-unreachable", login.host(), login.port());
        });
        DatabaseLogin.Proven direct = prove(Optional.of(new Secret(password)));
        DatabaseLogin.Proven inside = prove(unreachable, database(), user(), Optional.of(new Secret(password)));
        assertThat(inside.login()).isEqualTo(direct.login());
        assertSame(inside.facts(), direct.facts());
        assertRefused(
                () -> prove(unreachable, database(), user(), Optional.of(new Secret(password + "x"))),
                "login-refused-typed");
        assertThat(Lab.docker("ps", "-aq", "--filter", "label=hikae.role=look")).isEmpty();
        assertThat(host.files().list(host.environment().stateDirectory())).isEmpty();
    }

    /** What a backup needs to know; the newest note is the direct look's own. */
    private static void assertSame(Postgres.Facts inside, Postgres.Facts direct) {
        assertThat(inside.major()).isEqualTo(direct.major());
        assertThat(inside.tables()).isEqualTo(direct.tables()).isPositive();
        assertThat(inside.misskey()).isTrue();
        assertThat(inside.bytes()).isPositive();
    }

    @Test
    void aClientInAContainerTellsAMissingDatabase() {
        Host unreachable = ChangedHost.with(host, login -> {
            throw ProblemException.of("database-unreachable", login.host(), login.port());
        });
        assertRefused(() -> prove(unreachable, "no-such", user(), Optional.empty()), "database-inside-failed");
    }

    /** As an administrator does it after an edit; Compose makes the container anew where something differs. */
    private void makeAnew() {
        anew = true;
        misskey.compose("up -d db");
        misskey.awaitDatabase();
    }

    private Instance instance() {
        return new InstanceFinder(host)
                .find(Optional.of(misskey.directory()))
                .at(misskey.directory())
                .orElseThrow();
    }

    private DatabaseLogin.Proven prove(Optional<Secret> typed) {
        return prove(host, database(), instance().user(), typed);
    }

    private DatabaseLogin.Proven prove(Host on, String database, String user, Optional<Secret> typed) {
        Instance instance = instance();
        return new DatabaseLogin(on).prove(instance, instance.networks().get(0), database, user, typed);
    }

    private static String user() {
        return misskey.fact("DB_USER");
    }

    private static String database() {
        return misskey.fact("DB_NAME");
    }

    private static void assertRefused(ThrowingCallable act, String problem) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(List.of(e.problem().id())).containsExactly(problem));
    }
}
