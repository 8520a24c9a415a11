package hikae.instance.config;

import static hikae.instance.EnvFiles.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Compose;
import hikae.instance.EnvFiles;
import hikae.instance.compose.ComposeReader;
import hikae.instance.compose.ComposeService;
import hikae.instance.find.WhichDatabase;
import hikae.text.Problem;
import hikae.text.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultYmlTest {
    private static final String ORDINARY = """
            # Misskey
            url: https://Example.com/
            port: 3000
            db:
              host: db
              port: 5432
              db: misskey
              user: mk
              pass: canary # changed
            dbReplications: false
            redis:
              host: redis
            id: 'aidx'
            """;

    @Test
    void readsHowMisskeyLogsIn() {
        DefaultYml yml = parse(ORDINARY);

        assertThat(yml.database().host()).isEqualTo("db");
        assertThat(yml.database().port()).isEqualTo(5432);
        assertThat(yml.database().database()).contains("misskey");
        assertThat(yml.database().user()).contains("mk");
        assertThat(yml.database().password()).contains(new Secret("canary"));
        assertThat(yml.id()).contains("aidx");
        assertThat(yml.url()).contains("https://Example.com/");
        assertThat(yml.warnings()).isEmpty();
        assertThat(elsewhere(yml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "1e3", "12:30:45", "yes", "0o14", "007"})
    void takesAPasswordThatYamlWouldChangeAsItIsWritten(String written) {
        assertThat(parse(ORDINARY.replace("canary", written)).database().password())
                .contains(new Secret(written));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/,example.com",
        "https://EXAMPLE.com,example.com",
        "https://example.com:8443/x,example.com",
        "http://localhost:3000,localhost",
        "https://例え.jp/,例え.jp"
    })
    void namesTheHostOfTheAddress(String url, String host) {
        assertThat(parse(ORDINARY.replace("https://Example.com/", url)).hostName())
                .contains(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "https:///", "~", "[]"})
    void hasNoHostNameWithoutAnAddress(String url) {
        assertThat(parse(ORDINARY.replace("https://Example.com/", url)).hostName())
                .isEmpty();
    }

    @Test
    void fillsOnlyWhatIsAbsentFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "DATABASE_DB", "other", "DATABASE_USER", "u", "DATABASE_PASSWORD", "p", "MISSKEY_URL", "https://b.c");
        DefaultYml yml =
                parse("db:\n  db: misskey\n  user:\n").filledFrom(name -> Optional.ofNullable(environment.get(name)));

        assertThat(yml.database().database()).contains("misskey");
        assertThat(yml.database().user()).contains("u");
        assertThat(yml.database().password()).contains(new Secret("p"));
        assertThat(yml.hostName()).contains("b.c");
        assertThat(yml.database().host()).isEqualTo("localhost");
        assertThat(yml.database().port()).isEqualTo(5432);
    }

    @Test
    void knowsTheVariableOfCherryPick() {
        assertThat(parse("db: {host: db}\n")
                        .filledFrom(
                                name -> name.equals("CHERRYPICK_URL") ? Optional.of("https://c.p/") : Optional.empty())
                        .hostName())
                .contains("c.p");
    }

    @Test
    void saysThatReplicasAreNotBackedUp() {
        DefaultYml yml = parse(ORDINARY.replace("dbReplications: false", "dbReplications: true"));

        assertThat(yml.warnings()).extracting("key").containsExactly("env.replicas");
    }

    @Test
    void saysWhereADatabaseIsThatIsNoContainer() {
        DefaultYml yml = parse(ORDINARY.replace("host: db", "host: 10.0.0.5"));

        assertThat(elsewhere(yml))
                .hasValueSatisfying(problem -> assertThat(EnvFiles.sentence(problem))
                        .isEqualTo("Misskey's database is on 10.0.0.5 (default.yml:5:9), "
                                + "not in a container of this Compose project."));
    }

    /** Why its database is none of a project with the usual two services. */
    private static Optional<Problem> elsewhere(DefaultYml yml) {
        String json = "{\"services\":{\"web\":{\"image\":\"misskey/misskey\"},\"db\":{\"image\":\"postgres:15\"}}}";
        List<ComposeService> services = ComposeReader.of(
                        new Compose.Config(json, false, List.of(), Optional.empty()), "/srv/misskey")
                .services();
        return WhichDatabase.of(services, List.of(), Optional.of(yml.database()), any -> false)
                .why();
    }

    @ParameterizedTest
    @ValueSource(strings = {"url: x\n", "db:\n", "db: text\n", "db: [a]\n"})
    void refusesAFileWithoutADatabaseSection(String file) {
        assertThat(refusal(() -> parse(file))).isEqualTo("default-yml-no-db 1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "x", "-1", "123456"})
    void refusesAPortThatIsNone(String port) {
        assertThat(refusal(() -> parse(ORDINARY.replace("port: 5432", "port: " + port))))
                .isEqualTo("default-yml-port 6:9");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(parse(ORDINARY)).asString().doesNotContain("canary");
    }

    private static DefaultYml parse(String text) {
        return DefaultYml.parse(text.getBytes(StandardCharsets.UTF_8), "default.yml");
    }

    @Test
    void c_aPasswordThatHoldsAVariableByChanceIsWhatIsWritten() {
        DefaultYml yml = DefaultYml.parse("db: {pass: 'a%${OUT:-x}b', user: 'mk-${STAGE}'}\n".getBytes(UTF_8), "d.yml");

        assertThat(yml.database().password()).contains(new Secret("a%${OUT:-x}b"));
        assertThat(yml.database().user()).isEmpty();
        assertThat(yml.filledIn()).containsExactly("user");
    }
}
