package hikae.backup;

import hikae.backup.OddProject.Data;
import hikae.backup.OddProject.Files;
import hikae.backup.OddProject.Shape;
import hikae.lab.Lab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link OddProject} on every way back, its data in every place: with every Compose, and by RECOVERY.md with every major
 * version of PostgreSQL and one file or two by {@code -f}. src/test/field/run prints the tables; {@link FieldLabTest} has
 * a sample for every build.
 */
@Tag("field")
class FieldProductTest {
    /** Only what matches, such as {@code v1 .* nameless volume .*}. */
    private static final String ONLY = System.getenv().getOrDefault("HIKAE_FIELD_ONLY", ".*");

    private static final List<String> GENERATIONS = List.of("v1", "v2", "newest");
    private static final List<Integer> MAJORS = List.of(15, 17, 18);
    private static final List<Flow> FLOWS =
            List.of(Flow.RESTORE, Flow.LOST, Flow.LOST_BY_HAND, Flow.NEW, Flow.NEW_BY_HAND);
    private static final List<Flow> BY_HAND = List.of(Flow.RESTORE_BY_HAND, Flow.LOST_BY_HAND, Flow.NEW_BY_HAND);

    private static final Map<Cell, String> RESULTS = new HashMap<>();
    private static final Map<String, String> VERSIONS = new HashMap<>();
    private static Optional<OddProject> project = Optional.empty();
    private static Optional<Shape> shape = Optional.empty();

    @TempDir
    static Path home;

    /** What is done, in an order in which each leaves a project that serves. */
    enum Flow {
        RESTORE("restore and undo"),
        RESTORE_BY_HAND("restore and way back by RECOVERY.md"),
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
                case RESTORE_BY_HAND -> project.isRestoredByHandAndThatIsUndone();
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

    private record Cell(Shape shape, Flow flow) {
        @Override
        public String toString() {
            return shape + ", " + flow;
        }
    }

    @TestFactory
    Stream<DynamicTest> isRightWithEveryCompose() {
        return tests(composes());
    }

    @TestFactory
    Stream<DynamicTest> isRightByHandWithEveryMajor() {
        return tests(majors());
    }

    private static List<Cell> composes() {
        Stream<Shape> shapes = GENERATIONS.stream()
                .flatMap(generation -> Arrays.stream(Data.values()).map(data -> Shape.of(generation, data)));
        return cells(shapes, FLOWS);
    }

    private static List<Cell> majors() {
        Stream<Shape> shapes =
                MAJORS.stream().flatMap(major -> Arrays.stream(Data.values()).flatMap(data -> shapes(major, data)));
        return cells(shapes, BY_HAND);
    }

    private static Stream<Shape> shapes(int major, Data data) {
        return Arrays.stream(Files.values()).map(files -> new Shape("v2", major, data, files));
    }

    private static List<Cell> cells(Stream<Shape> shapes, List<Flow> flows) {
        return shapes.flatMap(one -> flows.stream().map(flow -> new Cell(one, flow)))
                .toList();
    }

    private static Stream<DynamicTest> tests(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> cell.toString().matches(ONLY))
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> walk(cell)));
    }

    /** On the project of the flow before, unless that one failed. */
    private static void walk(Cell cell) throws IOException {
        long begun = System.nanoTime();
        RESULTS.put(cell, "FAILED");
        try {
            if (project.isEmpty() || !shape.equals(Optional.of(cell.shape()))) {
                begin(cell.shape());
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

    private static void begin(Shape wanted) {
        end();
        shape = Optional.of(wanted);
        OddProject begun = OddProject.start(home, wanted);
        project = Optional.of(begun);
        begun.isSetUp();
    }

    private static void end() {
        project.ifPresent(OddProject::close);
        project = Optional.empty();
    }

    @AfterAll
    static void show() throws IOException {
        end();
        List<String> lines = new ArrayList<>();
        lines.addAll(table("Data", composes(), one -> one.data().toString(), one -> version(one.generation())));
        lines.add("");
        lines.addAll(table(
                "PostgreSQL, data",
                majors(),
                one -> one.major() + ", " + one.data(),
                one -> one.files().toString()));
        lines.forEach(System.out::println);
        Path target = java.nio.file.Files.createDirectories(Path.of("target"));
        java.nio.file.Files.write(target.resolve("field.md"), lines);
    }

    /** A row for each flow with what differs between rows, a column for what differs between columns. */
    private static List<String> table(
            String first, List<Cell> cells, Function<Shape, String> row, Function<Shape, String> column) {
        if (cells.stream().noneMatch(RESULTS::containsKey)) {
            return List.of();
        }
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Cell cell : cells) {
            rows.computeIfAbsent(row.apply(cell.shape()) + " | " + cell.flow(), any -> new LinkedHashMap<>())
                    .put(column.apply(cell.shape()), RESULTS.getOrDefault(cell, "-"));
        }
        List<String> lines = new ArrayList<>();
        rows.values().stream().findFirst().ifPresent(columns -> {
            lines.add("| " + first + " | Flow | " + String.join(" | ", columns.keySet()) + " |");
            lines.add("| --- | --- |" + " --- |".repeat(columns.size()));
        });
        rows.forEach((name, columns) -> lines.add("| " + name + " | " + String.join(" | ", columns.values()) + " |"));
        return lines;
    }

    private static String version(String generation) {
        return VERSIONS.computeIfAbsent(
                generation,
                one -> "Compose "
                        + Lab.host(home, Lab.compose(one)).compose().found().version());
    }
}
