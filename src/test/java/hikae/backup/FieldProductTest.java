package hikae.backup;

import hikae.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link OddProject} with every Compose, its data in every place, on every way back; src/test/field/run prints the table.
 * {@link FieldLabTest} has a sample of it for every build.
 */
@Tag("field")
class FieldProductTest {
    /** Only what matches, such as {@code v1 nameless volume.*}. */
    private static final String ONLY = System.getenv().getOrDefault("HIKAE_FIELD_ONLY", ".*");

    private static final Map<String, String> GENERATIONS = new LinkedHashMap<>();
    private static final Map<Cell, String> RESULTS = new LinkedHashMap<>();
    private static Optional<OddProject> project = Optional.empty();
    private static String kind = "";

    @TempDir
    static Path home;

    /** What is done, in an order in which each leaves a project that serves. */
    enum Flow {
        RESTORE("restore and undo"),
        LOST("lost cluster"),
        LOST_BY_HAND("lost cluster by RECOVERY.md"),
        NEW("new server"),
        NEW_BY_HAND("new server by RECOVERY.md");

        private final String words;

        Flow(String words) {
            this.words = words;
        }

        void walk(OddProject project) throws IOException {
            switch (this) {
                case RESTORE -> project.isRestoredAndThatIsUndone();
                case LOST -> project.comesBackFromALostCluster();
                case LOST_BY_HAND -> project.comesBackFromALostClusterByHand();
                case NEW -> project.comesBackOnANewServer();
                case NEW_BY_HAND -> project.comesBackOnANewServerByHand();
            }
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private record Cell(String generation, OddProject.Data data, Flow flow) {
        String kind() {
            return generation + " " + data;
        }

        @Override
        public String toString() {
            return kind() + ", " + flow;
        }
    }

    @TestFactory
    Stream<DynamicTest> isRightEverywhere() {
        return cells().filter(cell -> cell.toString().matches(ONLY))
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> walk(cell)));
    }

    private static Stream<Cell> cells() {
        return Stream.of("v1", "v2", "newest")
                .flatMap(generation -> Arrays.stream(OddProject.Data.values())
                        .flatMap(data -> Arrays.stream(Flow.values()).map(flow -> new Cell(generation, data, flow))));
    }

    /** On the project of the flow before, unless that one failed. */
    private static void walk(Cell cell) throws IOException {
        long begun = System.nanoTime();
        RESULTS.put(cell, "FAILED");
        try {
            if (project.isEmpty() || !kind.equals(cell.kind())) {
                begin(cell);
            }
            cell.flow().walk(project.orElseThrow());
            RESULTS.put(cell, "right");
        } finally {
            System.out.printf("%s: %s, %d s%n", cell, RESULTS.get(cell), (System.nanoTime() - begun) / 1_000_000_000);
            if (!"right".equals(RESULTS.get(cell))) {
                end();
            }
        }
    }

    private static void begin(Cell cell) {
        end();
        kind = cell.kind();
        GENERATIONS.computeIfAbsent(cell.generation(), FieldProductTest::version);
        OddProject begun = OddProject.start(home, cell.generation(), cell.data());
        project = Optional.of(begun);
        begun.isSetUp();
    }

    private static String version(String generation) {
        return Lab.host(home, Lab.compose(generation)).compose().found().version();
    }

    private static void end() {
        project.ifPresent(OddProject::close);
        project = Optional.empty();
    }

    @AfterAll
    static void show() throws IOException {
        end();
        List<String> lines = new ArrayList<>();
        lines.add("| Data | Flow | "
                + GENERATIONS.values().stream().map(one -> "Compose " + one).collect(Collectors.joining(" | ")) + " |");
        lines.add("| --- | --- |" + " --- |".repeat(GENERATIONS.size()));
        for (OddProject.Data data : OddProject.Data.values()) {
            for (Flow flow : Flow.values()) {
                lines.add("| " + data + " | " + flow + " | "
                        + GENERATIONS.keySet().stream()
                                .map(one -> RESULTS.getOrDefault(new Cell(one, data, flow), "-"))
                                .collect(Collectors.joining(" | "))
                        + " |");
            }
        }
        lines.forEach(System.out::println);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/field.md"), lines);
    }
}
