package hikae.instance;

import static hikae.instance.EnvFiles.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.instance.ComposeService.EnvFile;
import hikae.instance.ComposeService.Mount;
import hikae.text.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose files that Misskey and its relatives have shipped, and what admins make of them. */
class ComposeFileTest {
    private static final EnvFile DOCKER_ENV = new EnvFile(".config/docker.env", true, false);

    @ParameterizedTest
    @CsvSource({
        "2019-first-postgres, db, postgres:11.2-alpine, ./db, /var/lib/postgresql/data",
        "2023-health-checks,  db, postgres:15-alpine,   ./db, /var/lib/postgresql/data",
        "2025-postgres-18,    db, postgres:18-alpine,   ./db, /var/lib/postgresql",
        "dragonfly,           db, postgres:17-alpine,   ./db, /var/lib/postgresql/data",
        "local-db,            db, postgres:15-alpine,   ./db, /var/lib/postgresql/data",
        "cherrypick,          db, postgres:15-alpine,   ./db, /var/lib/postgresql/data",
        "pgroonga-volume, search_db, groonga/pgroonga:latest-alpine-18-slim, db-data, /var/lib/postgresql"
    })
    void findsTheDatabase(String file, String service, String image, String source, String target) {
        ComposeService database = only(shipped(file).databases());

        assertThat(database.name()).isEqualTo(service);
        assertThat(database.image()).contains(image);
        assertThat(database.data()).contains(new Mount(source, target, source.startsWith(".")));
    }

    @ParameterizedTest
    @CsvSource({
        "2019-first-postgres, internal_network, misskey_internal_network, true",
        "2023-health-checks,  internal_network, misskey_internal_network, true",
        "2025-postgres-18,    internal_network, misskey_internal_network, true",
        "dragonfly,           internal_network, misskey_internal_network, true",
        "local-db,            default,          misskey_default,          false",
        "cherrypick,          internal_network, misskey_internal_network, true",
        "pgroonga-volume,     back,             mk_back,                  true"
    })
    void namesTheNetworkOfTheDatabase(String file, String key, String name, boolean internal) {
        ComposeFile compose = shipped(file);

        assertThat(only(compose.databases()).networks()).containsOnlyKeys(key);
        assertThat(compose.networkName(key, new ProjectName("misskey"))).isEqualTo(name);
        assertThat(compose.networks()).anySatisfy(network -> {
            assertThat(network.key()).isEqualTo(key);
            assertThat(network.internal()).isEqualTo(internal);
        });
    }

    @Test
    void readsWhatAnAdminChanged() {
        ComposeFile compose = shipped("cherrypick");
        ComposeService database = only(compose.databases());

        assertThat(compose.name()).contains("cherry");
        assertThat(database.containerName()).contains("cherry_db");
        assertThat(database.names()).containsExactly("cherry_db", "database", "db");
        assertThat(database.envFiles()).containsExactly(DOCKER_ENV, new EnvFile("local.env", false, true));
        assertThat(compose.networkName("external_network", new ProjectName("x")))
                .isEqualTo("proxy");
    }

    @Test
    void fillsVariablesInAsComposeDoes() {
        byte[] file = bytes("cherrypick");
        Map<String, String> dotEnv = Map.of("DB_TAG", "17");

        ComposeFile compose = ComposeFile.parse(file, "compose.yml", name -> Optional.ofNullable(dotEnv.get(name)));

        assertThat(only(compose.databases()).image()).contains("postgres:17");
    }

    @Test
    void readsVariablesAVolumeAndTheOldExternalForm() {
        ComposeFile compose = shipped("pgroonga-volume");
        ComposeService database = only(compose.databases());

        assertThat(database.value(DockerEnv.PASSWORD, List.of())).contains(new Secret("it's p$w"));
        assertThat(compose.volumes()).extracting(ComposeResource::key).containsExactly("db-data");
        assertThat(compose.volumes().get(0).realName(new ProjectName("mk"))).isEqualTo("mk_db-data");
        assertThat(compose.networkName("front", new ProjectName("mk"))).isEqualTo("proxy");
        assertThat(database.envFiles()).isEmpty();
    }

    @Test
    void e32LetsEnvironmentBeatEveryEnvFile() {
        ComposeService db = only(parse("services: {db: {image: postgres, environment: [POSTGRES_USER=mk, TZ]}}\n")
                .databases());
        List<DockerEnv> files =
                List.of(EnvFiles.read("POSTGRES_USER=a\nPOSTGRES_DB=b\nX=1"), EnvFiles.read("POSTGRES_DB=c\n"));

        assertThat(db.value("POSTGRES_USER", files)).contains(new Secret("mk"));
        assertThat(db.value("POSTGRES_DB", files)).contains(new Secret("c"));
        assertThat(db.value("X", files)).contains(new Secret("1"));
        assertThat(db.value("TZ", files)).isEmpty();
    }

    @Test
    void y20FindsNoDatabaseWhereThereIsNone() {
        ComposeFile compose = shipped("on-the-host");

        assertThat(compose.databases()).isEmpty();
        assertThat(compose.service("web").flatMap(ComposeService::networkMode)).contains("host");
        assertThat(compose.service("web").map(ComposeService::networks)).contains(Map.of());
    }

    @Test
    void prefersTheDatabaseCalledDb() {
        ComposeFile compose = parse("services: {a: {image: postgres:15}, db: {image: docker.io/library/postgres}}\n");

        assertThat(compose.databases()).extracting(ComposeService::name).containsExactly("db", "a");
    }

    @Test
    void y18SaysWhatItDoesNotFollow() {
        ComposeFile compose = parse("include: [x.yml]\nservices: {db: {extends: {file: y.yml, service: z}}}\n");

        assertThat(compose.warnings()).extracting("key").containsExactly("compose.include", "compose.extends");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0777", "1e3", "0x1F", "12:30:45", "1.50"})
    void warnsOfAPasswordThatComposeTakesForANumber(String written) {
        String file = "services: {db: {image: postgres, environment: {POSTGRES_PASSWORD: " + written + "}}}\n";

        assertThat(parse(file).warnings()).extracting("key").containsExactly("compose.number");
        assertThat(parse(file.replace(written, "'" + written + "'")).warnings()).isEmpty();
        assertThat(parse(file.replace(written, "123")).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: b\n", "services:\n", "services: text\n", "services: [db]\n", "db: {image: postgres}\n"})
    void refusesWhatIsNoComposeFile(String file) {
        assertThat(refusal(() -> parse(file))).isEqualTo("compose-no-services 1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../db", "a b", "$(id)", "\"\\e[31mdb\"", "\"\"", "デー"})
    void y21RefusesNamesThatDockerDoesNotAllow(String name) {
        assertThat(refusal(() -> parse("services:\n  " + name + ": {}\n"))).isEqualTo("compose-name 2:3");
        assertThat(refusal(() -> parse("services: {db: {}}\nnetworks:\n  " + name + ": {}\n")))
                .isEqualTo("compose-name 3:3");
    }

    @Test
    void namesThePlaceOfABrokenVariable() {
        assertThat(refusal(() -> parse("services:\n  db:\n    image: ${x\n"))).isEqualTo("env-braces 3:12");
    }

    @Test
    void neverShowsAVariable() {
        assertThat(shipped("pgroonga-volume").toString()).doesNotContain("it's");
    }

    private static ComposeService only(List<ComposeService> services) {
        assertThat(services).hasSize(1);
        return services.get(0);
    }

    private static ComposeFile parse(String text) {
        return ComposeFile.parse(text.getBytes(UTF_8), "compose.yml", name -> Optional.empty());
    }

    private static ComposeFile shipped(String file) {
        return ComposeFile.parse(bytes(file), "compose.yml", name -> Optional.empty());
    }

    private static byte[] bytes(String file) {
        try (InputStream in = ComposeFileTest.class.getResourceAsStream("compose/" + file + ".yml")) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
