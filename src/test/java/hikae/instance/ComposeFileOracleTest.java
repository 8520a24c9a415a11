package hikae.instance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.ProblemException;
import hikae.text.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ComposeFile} and {@link ProjectName} against the real Docker Compose, and how values are written. */
@Tag("oracle")
class ComposeFileOracleTest {
    private static final int VALUES = 10_000;
    private static final long SEED = 20260401;
    private static final ComposeOracle COMPOSE = ComposeOracle.find();

    @TempDir
    Path folder;

    @Test
    void bringsEveryValueThroughAQuotedScalarUnchanged() {
        Map<String, String> meant = new TreeMap<>();
        StringBuilder file = new StringBuilder("services:\n  db:\n    image: x\n    environment:\n");
        RandomPasswords random = new RandomPasswords(SEED);
        for (int i = 0; i < VALUES; i++) {
            String value = random.next();
            String key =
                    List.of("POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB").get(i % 3) + i;
            String quoted = value.replace("'", "''").replace("$", "$$");
            file.append("      ").append(key).append(": '").append(quoted).append("'\n");
            meant.put(key, value);
        }
        byte[] bytes = file.toString().getBytes(UTF_8);
        ComposeOracle.write(folder, "compose.yml", bytes);

        Map<String, String> ours = new TreeMap<>();
        variables(bytes).forEach((key, value) -> ours.put(key, value.reveal()));

        assertThat(COMPOSE.environment(folder).orElseThrow().equals(meant))
                .as("Compose reads what was written, seed " + SEED)
                .isTrue();
        assertThat(ours.equals(meant))
                .as("Hikae reads what was written, seed " + SEED)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2019-first-postgres, internal_network",
        "2023-health-checks, internal_network",
        "2025-postgres-18, internal_network",
        "dragonfly, internal_network",
        "local-db, default",
        "cherrypick, external_network",
        "pgroonga-volume, back"
    })
    void namesNetworksAsComposeDoes(String file, String key) {
        Path project = folder.resolve("My.Misskey_1");
        byte[] bytes = shipped(file);
        ComposeOracle.write(project, "compose.yml", bytes);
        ComposeOracle.write(project.resolve(".config"), "docker.env", "A=b\n".getBytes(UTF_8));
        ComposeFile compose = ComposeFile.parse(bytes, "compose.yml", name -> Optional.empty());
        ProjectName name = ProjectName.of("My.Misskey_1", any -> Optional.empty(), compose.name());

        assertThat(COMPOSE.text(project, "name")).contains(name.text());
        assertThat(COMPOSE.text(project, "networks", key, "name")).contains(compose.networkName(key, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey.example.com", "_mk-1", "Misskey_A", "ミスキー", "ミスキーmk", "__", "Éclair", "a b", "9x"})
    void namesADirectoryAsComposeDoes(String directory) {
        Path project = folder.resolve(directory);
        ComposeOracle.write(project, "compose.yml", "services: {db: {image: x}}\n".getBytes(UTF_8));

        assertThat(named(directory, "")).isEqualTo(COMPOSE.text(project, "name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mk", "'mk-2'", "", "Misskey", "mk.x", "_mk", "9", "ミスキー"})
    void takesTheVariableAsComposeDoes(String value) {
        Path project = folder.resolve("misskey");
        String dotEnv = "COMPOSE_PROJECT_NAME=" + value + "\n";
        ComposeOracle.write(project, "compose.yml", "name: key\nservices: {db: {image: x}}\n".getBytes(UTF_8));
        ComposeOracle.write(project, ".env", dotEnv.getBytes(UTF_8));

        assertThat(named("misskey", dotEnv, Optional.of("key"))).isEqualTo(COMPOSE.text(project, "name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{A: 'x', B: \"y\\\"z\", C: x y}",
                "['A=x', \"B=y=z\", 'C=\"q\"', OUT, MISSING]",
                "{A: $OUT, B: '${X:-d}', C: \"$$OUT\", OUT: , EMPTY: }",
                "[A=$OUT, 'B=${X-d}${OUT:+e}', C=$$$$OUT]",
                "{A: 123, B: postgres, C: '0777'}"
            })
    void readsVariablesAsComposeDoes(String environment) {
        byte[] bytes = ("services: {db: {image: x, environment: " + environment + "}}\n").getBytes(UTF_8);
        ComposeOracle.write(folder, "compose.yml", bytes);
        Map<String, String> ours = new TreeMap<>();
        variables(bytes).forEach((key, value) -> ours.put(key, value.reveal()));
        Map<String, String> theirs = COMPOSE.environment(folder).orElseThrow();
        theirs.remove("MISSING"); // Compose lists it without a value

        assertThat(ours).isEqualTo(theirs);
    }

    private static Map<String, Secret> variables(byte[] bytes) {
        return ComposeFile.parse(bytes, "compose.yml", name -> Optional.ofNullable(ComposeOracle.SHELL.get(name)))
                .service("db")
                .orElseThrow()
                .environment();
    }

    private static Optional<String> named(String directory, String dotEnv) {
        return named(directory, dotEnv, Optional.empty());
    }

    private static Optional<String> named(String directory, String dotEnv, Optional<String> key) {
        try {
            var environment = EnvFiles.read(dotEnv).after(name -> Optional.empty());
            return Optional.of(ProjectName.of(directory, environment, key).text());
        } catch (ProblemException refused) {
            return Optional.empty();
        }
    }

    private static byte[] shipped(String file) {
        try (InputStream in = ComposeFileOracleTest.class.getResourceAsStream("compose/" + file + ".yml")) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
