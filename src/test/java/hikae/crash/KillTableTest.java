package hikae.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kill table: after a kill, a power cut, a full disk, what is said is what is, seen from outside, at every point;
 * and who follows the first advice literally, killed again or not, ends with Misskey serving the right data. Its cases
 * are those of src/test/crash/points and of src/test/crash/table.
 */
@Tag("crash")
@Tag("all")
class KillTableTest {
    private static final String ONLY = System.getenv().getOrDefault("HIKAE_CRASH_ONLY", ".*");
    private static final int SERVERS = 2;
    private static final Map<KillCase, List<KillRow>> ROWS = new ConcurrentHashMap<>();
    private static final AtomicInteger SERVERS_MADE = new AtomicInteger();
    private static List<KillCase> cases = List.of();

    @TempDir
    static Path home;

    private static CrashClasses classes = new CrashClasses(Path.of("."));

    @BeforeAll
    static void all() throws IOException, InterruptedException, ExecutionException {
        classes = new CrashClasses(home);
        cases = Stream.of("points", "table")
                .flatMap(name -> lines(Path.of("src/test/crash", name)))
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("rehearse"))
                .map(KillCase::parse)
                .filter(one -> one.toString().matches(ONLY))
                .toList();
        try {
            beside(cases.stream()
                    .filter(one -> !one.isAlone() && !one.needs(KillStep.How.DISK))
                    .toList());
            killed(new ConcurrentLinkedQueue<>(
                    cases.stream().filter(KillCase::isAlone).toList()));
            onSmallDisk(
                    cases.stream().filter(one -> one.needs(KillStep.How.DISK)).toList());
        } finally {
            show();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** On servers of their own side by side: much of the time is waiting for containers. */
    private static void beside(List<KillCase> some) throws InterruptedException, ExecutionException {
        Queue<KillCase> queue = new ConcurrentLinkedQueue<>(some);
        ExecutorService workers = Executors.newFixedThreadPool(SERVERS);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            done.add(workers.submit(() -> killed(queue)));
        }
        workers.shutdown();
        for (Future<?> one : done) {
            one.get();
        }
    }

    /** A server that a case has left in disorder is not used again. */
    private static void killed(Queue<KillCase> queue, String... arguments) {
        while (!queue.isEmpty()) {
            try (CrashServer server = started(arguments)) {
                boolean usable = true;
                for (KillCase one = queue.poll(); one != null; one = usable ? queue.poll() : null) {
                    List<KillRow> rows = one.run(server);
                    ROWS.put(one, rows);
                    usable = rows.stream().allMatch(row -> row.wrong().isEmpty()) && isReset(one, server);
                }
            }
        }
    }

    private static boolean isReset(KillCase one, CrashServer server) {
        try {
            one.reset(server);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static CrashServer started(String... arguments) {
        try {
            Path own = Files.createDirectory(home.resolve("server" + SERVERS_MADE.incrementAndGet()));
            return CrashServer.start(own, classes, arguments);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void onSmallDisk(List<KillCase> some) throws IOException {
        if (some.isEmpty()) {
            return;
        }
        try (SmallDisk disk = SmallDisk.make(home)) {
            killed(
                    new ConcurrentLinkedQueue<>(some),
                    "--notes",
                    "30000",
                    "--dir",
                    disk.place().resolve("misskey").toString());
        }
    }

    private static void show() throws IOException {
        List<String> lines = new ArrayList<>(List.of(KillRow.HEAD));
        cases.forEach(one -> ROWS.getOrDefault(one, List.of()).forEach(row -> lines.add(row.toString())));
        long points = ROWS.values().stream().mapToLong(List::size).sum();
        long wrong = ROWS.values().stream()
                .flatMap(List::stream)
                .filter(row -> !row.wrong().isEmpty())
                .count();
        lines.add("");
        lines.add(ROWS.size() + " cases, " + points + " looks, " + wrong + " of them not right");
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/kills.txt"), lines);
        System.out.println(lines.get(lines.size() - 1));
    }

    @TestFactory
    Stream<DynamicTest> eachCase() {
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
                    assertThat(ROWS).as("was done").containsKey(one);
                    assertThat(ROWS.get(one))
                            .allSatisfy(row ->
                                    assertThat(row.wrong()).as(row.toString()).isEmpty());
                }));
    }
}
