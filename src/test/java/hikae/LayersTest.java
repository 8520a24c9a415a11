package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: which package may import which, and where each library lives. */
class LayersTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");
    private static final Path LAYERS = Path.of("src/test/resources/hikae/layers.txt");

    /** So many files a newcomer can look over; more is a house of its own. */
    private static final int MOST = 30;

    /** Library prefix to the packages or classes that may import it. */
    private static final Map<String, List<String>> HOMES = Map.of(
            "com.googlecode.lanterna", List.of("hikae.ui.full"),
            "org.jline", List.of("hikae.ui.line", "hikae.ui.full.terminal.Tty"),
            "com.github.dockerjava", List.of("hikae.host.docker"),
            "java.sql", List.of("hikae.host.net"),
            "java.net.http", List.of("hikae.host.net"),
            "org.apache.hc", List.of("hikae.host.net"),
            "org.yaml", List.of("hikae.instance", "hikae.ask.AnswersFile"),
            "com.samskivert", List.of("hikae.text.Template"),
            "com.fasterxml", List.of("hikae.text.Json"),
            "picocli", List.of("hikae.cli"));

    @Test
    void importsRunOneWay() throws IOException {
        Map<String, Set<String>> allowed = layers();
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            String from = packageOf(file);
            for (String imported : imports(file)) {
                if (imported.startsWith("hikae.") && !mayImport(allowed, from, below(imported))) {
                    wrong.add(file + " imports " + imported);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** A package may import only what stands before it: so there is no circle, and the file reads from the ground up. */
    @Test
    void noArrowRunsBack() throws IOException {
        Set<String> before = new TreeSet<>();
        List<String> back = new ArrayList<>();
        layers().forEach((name, may) -> {
            may.stream().filter(other -> !before.contains(other)).forEach(other -> back.add(name + " -> " + other));
            before.add(name);
        });
        assertThat(back).isEmpty();
    }

    /** What is allowed and used by nobody is a door that nobody closed. */
    @Test
    void everyDoorIsUsed() throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        for (Path file : sources()) {
            imports(file).stream()
                    .filter(imported -> imported.startsWith("hikae."))
                    .forEach(imported -> used.computeIfAbsent(packageOf(file), any -> new TreeSet<>())
                            .add(below(imported)));
        }
        List<String> unused = new ArrayList<>();
        layers().forEach((name, may) -> may.stream()
                .filter(other -> !used.getOrDefault(name, Set.of()).contains(other))
                .forEach(other -> unused.add(name + " -> " + other)));
        assertThat(unused).isEmpty();
    }

    @Test
    void noPackageIsTooLargeToLookOver() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        sources().forEach(file -> files.merge(packageOf(file), 1, Integer::sum));
        files.values().removeIf(count -> count <= MOST);
        assertThat(files).isEmpty();
    }

    @Test
    void eachLibraryHasItsHome() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            String type = SOURCES.relativize(file).toString().replace('/', '.').replaceFirst("\\.java$", "");
            for (String imported : imports(file)) {
                HOMES.forEach((library, homes) -> {
                    boolean home = homes.stream().anyMatch(type::startsWith);
                    if (imported.startsWith(library + ".") && !home) {
                        wrong.add(file + " imports " + imported);
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndWhatItMustNotDo() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path file : sources()) {
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).contains("must not")) {
                silent.add(packageOf(file));
            }
        }
        assertThat(new TreeSet<>(silent)).isEmpty();
    }

    @Test
    void noPackageIsADrawerForAnything() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (Path file : sources()) {
            packages.addAll(List.of(packageOf(file).split("\\.")));
        }
        assertThat(packages).doesNotContain("util", "common", "helper", "manager", "service");
    }

    @Test
    void readsRealSources() throws IOException {
        assertThat(sources()).hasSizeGreaterThan(50);
        assertThat(imports(SOURCES.resolve("hikae/ask/Interview.java"))).contains("hikae.text.Finding");
    }

    private static boolean mayImport(Map<String, Set<String>> allowed, String from, String to) {
        boolean root = from.isEmpty();
        return root || from.equals(to) || allowed.getOrDefault(from, Set.of()).contains(to);
    }

    /** Package to what it may import, in the order of the file. */
    private static Map<String, Set<String>> layers() throws IOException {
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        for (String line : Files.readAllLines(LAYERS)) {
            if (!line.startsWith("#")) {
                String[] sides = line.split(":");
                allowed.put(sides[0], sides.length > 1 ? Set.of(sides[1].strip().split(" ")) : Set.of());
            }
        }
        return allowed;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> imports(Path file) throws IOException {
        List<String> imports = new ArrayList<>();
        Matcher matcher = IMPORT.matcher(Files.readString(file));
        while (matcher.find()) {
            imports.add(matcher.group(1));
        }
        return imports;
    }

    /** {@code hikae.ui.full.Tty} and {@code hikae.ui.full.Tty.Inner} are in {@code ui.full}. */
    private static String below(String imported) {
        return Stream.of(imported.split("\\."))
                .skip(1)
                .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
                .reduce((a, b) -> a + "." + b)
                .orElse("");
    }

    private static String packageOf(Path file) {
        Path parent = SOURCES.resolve("hikae").relativize(file.getParent());
        return parent.toString().replace('/', '.');
    }
}
