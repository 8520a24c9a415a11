package hikae.instance.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.ComposeProject;
import hikae.host.Host;
import hikae.instance.ComposeOracle;
import hikae.instance.EnvFiles;
import hikae.instance.ModelSketch;
import hikae.instance.RandomPasswords;
import hikae.instance.RandomProject;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ComposeModel} against the JSON of the real Docker Compose, and how values are written. */
@Tag("oracle")
class ComposeModelOracleTest {
    private static final int PROJECTS = 300;
    private static final int OLD_PROJECTS = 40;
    private static final int VALUES = 10_000;
    private static final long SEED = 20260401;
    private static final ComposeOracle COMPOSE = ComposeOracle.find();

    @TempDir
    Path folder;

    @Test
    void understandsEveryProjectAsComposeDoes() {
        Host host = COMPOSE.host(folder.resolve("home"));
        boolean raw = !host.compose().found().version().matches("2\\.([0-9]|[12][0-9])\\..*");

        List<String> different = IntStream.range(0, PROJECTS)
                .parallel()
                .mapToObj(i -> difference(host, i, raw))
                .flatMap(Optional::stream)
                .toList();

        assertThat(different).isEmpty();
    }

    private Optional<String> difference(Host host, int i, boolean raw) {
        Path project = folder.resolve("project" + i);
        new RandomProject(SEED + i, false, raw).write(project);
        ModelSketch theirs = ModelSketch.of(COMPOSE.project(project));
        ModelSketch ours = ModelSketch.of(ComposeReader.read(host, ComposeProject.in(project)));
        return ours.equals(theirs)
                ? Optional.empty()
                : Optional.of("seed " + (SEED + i) + ":\n" + ours + "\n" + theirs);
    }

    @Test
    void understandsWhatComposeOnePrintsAsTheNewOnesDo() {
        Host old = ComposeOracle.old().host(folder.resolve("old"));
        Host now = COMPOSE.host(folder.resolve("now"));
        assertThat(old.compose().found().isV1()).isTrue();

        List<String> different = IntStream.range(0, OLD_PROJECTS)
                .parallel()
                .mapToObj(i -> {
                    Path project = folder.resolve("old" + i);
                    new RandomProject(SEED + i, true, false).write(project);
                    ComposeModel latest = ComposeReader.read(now, ComposeProject.in(project));
                    ModelSketch ours = ModelSketch.of(ComposeReader.read(old, ComposeProject.in(project)))
                            .like(latest);
                    ModelSketch theirs = ModelSketch.of(latest);
                    return ours.equals(theirs)
                            ? Optional.<String>empty()
                            : Optional.of("seed " + (SEED + i) + ":\n" + ours + "\n" + theirs);
                })
                .flatMap(Optional::stream)
                .toList();

        assertThat(different).isEmpty();
    }

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
        ComposeOracle.write(folder, "compose.yml", file.toString().getBytes(UTF_8));

        assertThat(COMPOSE.environment(folder).orElseThrow().equals(meant))
                .as("Compose reads what was written, seed " + SEED)
                .isTrue();
        assertThat(variables().equals(meant))
                .as("Hikae reads what was written, seed " + SEED)
                .isTrue();
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

    private Map<String, String> variables() {
        Map<String, String> ours = new TreeMap<>();
        Map<String, Secret> all = ComposeReader.read(COMPOSE.host(folder.resolve("home")), ComposeProject.in(folder))
                .service("db")
                .orElseThrow()
                .environment();
        all.forEach((key, value) -> ours.put(key, value.reveal()));
        return ours;
    }

    private static Optional<String> named(String directory, String dotEnv) {
        return named(directory, dotEnv, Optional.empty());
    }

    private static Optional<String> named(String directory, String dotEnv, Optional<String> key) {
        try {
            var environment = EnvFiles.environment(dotEnv, name -> Optional.empty());
            return Optional.of(ProjectName.of(directory, environment, key).text());
        } catch (ProblemException refused) {
            return Optional.empty();
        }
    }
}
