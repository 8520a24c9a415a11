package hikae.instance.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.instance.ComposeOracle;
import hikae.instance.EnvFiles;
import hikae.instance.OddEnvFiles;
import hikae.instance.RandomPasswords;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** {@link DockerEnv} against the real Docker Compose. */
@Tag("oracle")
class DockerEnvOracleTest {
    private static final int PASSWORDS = 10_000;
    private static final long SEED = 20251123;

    private static final ComposeOracle COMPOSE = ComposeOracle.find();

    @TempDir
    Path folder;

    @Test
    void readsEveryOddFileAsComposeDoes() {
        List<String> files = Stream.concat(
                        Stream.concat(DockerEnvTest.accepted(), DockerEnvTest.refused())
                                .map(Arguments::get)
                                .map(row -> (String) row[1]),
                        OddEnvFiles.all().stream())
                .toList();

        List<String> different = IntStream.range(0, files.size())
                .parallel()
                .mapToObj(i -> difference(files.get(i), folder.resolve("vector" + i)))
                .flatMap(Optional::stream)
                .toList();

        assertThat(files).hasSizeGreaterThan(100);
        assertThat(different).isEmpty();
    }

    @Test
    void readsRandomPasswordsInEveryFormAsComposeDoes() {
        Map<String, String> meant = new TreeMap<>();
        StringBuilder file = new StringBuilder();
        RandomPasswords random = new RandomPasswords(SEED);
        for (int i = 0; i < PASSWORDS; i++) {
            String key = "K" + i;
            String password = random.next();
            form(i, password).ifPresent(written -> {
                file.append(key).append('=').append(written).append('\n');
                meant.put(key, password);
            });
        }

        Map<String, String> ours = ours(file.toString()).orElseThrow();

        assertThat(meant).hasSizeGreaterThan(PASSWORDS * 8 / 10);
        assertThat(differences(ours, meant)).as("seed " + SEED).isEmpty();
        assertThat(differences(ours, theirs(file.toString(), folder).orElseThrow()))
                .as("seed " + SEED)
                .isEmpty();
    }

    @Test
    void readsRandomLinesThatNobodyEscapedAsComposeDoes() {
        List<String> lines = new ArrayList<>();
        RandomPasswords random = new RandomPasswords(SEED + 1);
        for (int i = 0; lines.size() < PASSWORDS; i++) {
            String line = "K" + i + "=" + random.next() + "\n";
            if (ours(line).isPresent()) { // one refused line would refuse the file
                lines.add(line);
            }
        }
        String file = String.join("", lines);

        assertThat(differences(ours(file).orElseThrow(), theirs(file, folder).orElseThrow()))
                .as("seed " + (SEED + 1))
                .isEmpty();
    }

    @Test
    void refusesRandomLinesThatComposeRefuses() {
        RandomPasswords random = new RandomPasswords(SEED + 2);
        List<String> refused = Stream.generate(random::next)
                .map(line -> "K=" + line + "\n")
                .filter(line -> ours(line).isEmpty())
                .limit(50)
                .toList();

        List<String> different = IntStream.range(0, refused.size())
                .parallel()
                .mapToObj(i -> difference(refused.get(i), folder.resolve("line" + i)))
                .flatMap(Optional::stream)
                .toList();

        assertThat(different).as("seed " + (SEED + 2)).isEmpty();
    }

    private static Optional<String> form(int i, String password) {
        List<Function<String, Optional<String>>> forms =
                List.of(RandomPasswords::plain, RandomPasswords::single, RandomPasswords::doubled);
        return forms.get(i % forms.size()).apply(password).or(() -> RandomPasswords.doubled(password));
    }

    private static Optional<String> difference(String file, Path folder) {
        Optional<Map<String, String>> ours = ours(file);
        Optional<Map<String, String>> theirs = theirs(file, folder);
        return ours.equals(theirs)
                ? Optional.empty()
                : Optional.of("file [" + file + "]: Hikae " + ours + ", Compose " + theirs);
    }

    /** The first few keys that differ. */
    private static List<String> differences(Map<String, String> ours, Map<String, String> theirs) {
        Set<String> keys = new TreeSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(ours.get(key), theirs.get(key)))
                .map(key -> key + ": Hikae [" + ours.get(key) + "], other [" + theirs.get(key) + "]")
                .limit(5)
                .toList();
    }

    private static Optional<Map<String, String>> theirs(String file, Path folder) {
        ComposeOracle.writeProject(folder, file.getBytes(UTF_8));
        return COMPOSE.environment(folder);
    }

    private static Optional<Map<String, String>> ours(String file) {
        try {
            return Optional.of(EnvFiles.values(EnvFiles.read(file, ComposeOracle.SHELL)));
        } catch (ProblemException refused) {
            return Optional.empty();
        }
    }
}
