package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: which package may import which, and where each library lives. */
class LayersTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");
    private static final Set<String> FEATURE =
            Set.of("instance", "schedule", "host", "ask", "work", "ui", "flow", "text");

    /** Package (below {@code hikae}) to what it may import; the root may import everything. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("schedule", Set.of("text")),
            Map.entry("host", Set.of("text")),
            Map.entry("instance", Set.of("host", "text")),
            Map.entry("ask", Set.of("text")),
            Map.entry("work", Set.of("host", "text")),
            Map.entry("ui", Set.of("ask", "work", "text")),
            Map.entry("ui.full", Set.of("ui", "ask", "work", "text", "ui.full.widget")),
            Map.entry("ui.full.widget", Set.of("text")),
            Map.entry("ui.line", Set.of("ui", "ask", "work", "text")),
            Map.entry("ui.auto", Set.of("ui", "ask", "work", "text")),
            Map.entry("dump", Set.of("host", "text")),
            Map.entry("flow", Set.of("host", "ask", "work", "ui", "text")),
            Map.entry("backup", plus(FEATURE, "dump")),
            Map.entry("recovery", plus(FEATURE, "dump", "backup")),
            Map.entry("storage", FEATURE),
            Map.entry("setup", plus(FEATURE, "dump", "backup", "recovery", "storage")),
            // design.md's table has no setup here: mending a fault is the set-up's own plan with what is seen now
            Map.entry("status", plus(FEATURE, "dump", "backup", "recovery", "setup")),
            Map.entry("demo", Set.of("host", "instance", "text")));

    /** Library prefix to the packages or classes that may import it. */
    private static final Map<String, List<String>> HOMES = Map.of(
            "com.googlecode.lanterna", List.of("hikae.ui.full"),
            "org.jline", List.of("hikae.ui.line", "hikae.ui.full.Tty"),
            "com.github.dockerjava", List.of("hikae.host"),
            "java.sql", List.of("hikae.host"),
            "java.net.http", List.of("hikae.host"),
            "org.apache.hc", List.of("hikae.host"),
            "org.yaml", List.of("hikae.instance", "hikae.ask.AnswersFile"),
            "com.samskivert", List.of("hikae.text.Template"),
            "com.fasterxml", List.of("hikae.text.Json"),
            "picocli",
                    List.of(
                            "hikae.Cli",
                            "hikae.Flags",
                            "hikae.RestoreCli",
                            "hikae.StorageCli",
                            "hikae.CommandPage",
                            "hikae.WrongUse"));

    @Test
    void importsRunOneWay() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            String from = packageOf(file);
            for (String imported : imports(file)) {
                if (imported.startsWith("hikae.") && !mayImport(from, below(imported))) {
                    wrong.add(file + " imports " + imported);
                }
            }
        }
        assertThat(wrong).isEmpty();
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

    private static boolean mayImport(String from, String to) {
        boolean root = from.isEmpty();
        return root || from.equals(to) || ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }

    private static Set<String> plus(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
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
