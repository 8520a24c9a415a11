package hikae.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command, killed at points all along its way: nothing is lost before the next start, and that start puts all
 * right. The usual points are named in src/test/crash/points; one that is never reached fails.
 */
@Tag("crash")
class CrashTest {
    /** All points of all commands; else the usual ones, which fit the time of the other tests. */
    private static final boolean ALL = "yes".equals(System.getenv("HIKAE_CRASH_ALL"));

    /** Only points whose name matches, to look into one. */
    private static final String ONLY = System.getenv().getOrDefault("HIKAE_CRASH_ONLY", ".*");

    /** Of the second kill of a case with two. */
    private static final long SEED = 20261123;

    private static final int SERVERS = 2;

    private static final Map<CrashCase, CrashRow> ROWS = new ConcurrentHashMap<>();
    private static final Set<String> STEPS = ConcurrentHashMap.newKeySet();
    private static List<CrashCase> cases = List.of();

    @TempDir
    static Path home;

    /** All cases, on servers of their own side by side: much of the time is waiting for containers. */
    @BeforeAll
    static void killAll() throws IOException, InterruptedException, ExecutionException {
        List<CrashCase> usual = Files.readAllLines(Path.of("src/test/crash/points")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(CrashCase::parse)
                .toList();
        ExecutorService workers = Executors.newFixedThreadPool(SERVERS);
        Queue<CrashCase> queue = new ConcurrentLinkedQueue<>();
        List<Future<?>> done = new ArrayList<>();
        CrashClasses classes = new CrashClasses(home);
        try (CrashServer first = started(0, classes)) {
            List<CrashCase> all = ALL ? all(first, usual) : usual;
            cases = all.stream().filter(one -> one.toString().matches(ONLY)).toList();
            queue.addAll(cases);
            done.add(workers.submit(() -> killed(first, queue)));
            for (int i = 1; i < SERVERS; i++) {
                int number = i;
                done.add(workers.submit(() -> {
                    try (CrashServer server = started(number, classes)) {
                        killed(server, queue);
                    }
                    return "";
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            workers.shutdownNow();
            show();
        }
    }

    private static CrashServer started(int number, CrashClasses classes) throws IOException {
        return CrashServer.start(Files.createDirectory(home.resolve("server" + number)), classes);
    }

    private static void killed(CrashServer server, Queue<CrashCase> queue) {
        for (CrashCase one = queue.poll(); one != null; one = queue.poll()) {
            CrashRow row = one.run(server);
            ROWS.put(one, row);
            System.out.println(row + (row.why() == null ? "" : "\n  " + row.why()));
            STEPS.addAll(server.steps());
        }
    }

    private static void show() throws IOException {
        List<String> lines = new ArrayList<>(List.of(CrashRow.HEAD));
        cases.stream()
                .filter(ROWS::containsKey)
                .map(one -> ROWS.get(one).toString())
                .forEach(lines::add);
        long well = ROWS.values().stream().filter(row -> row.why() == null).count();
        long kills =
                ROWS.keySet().stream().mapToLong(one -> one.points().size()).sum();
        lines.add(ROWS.size() + " cases, " + kills + " kills, " + (ROWS.size() - well) + " not well");
        lines.forEach(System.out::println);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/crash.txt"), lines);
    }

    /** Every point of every command, and every step killed with the next start killed at some point after it. */
    private static List<CrashCase> all(CrashServer server, List<CrashCase> usual) {
        List<CrashCase> all = new ArrayList<>(usual);
        Random random = new Random(SEED);
        for (String flow : List.of("rehearse", "restore", "undo")) {
            server.begin(flow);
            CrashProgram.Ended clean = server.hikae("", server.command(flow));
            assertThat(clean.status()).as(clean.said()).isZero();
            server.requireSettled(flow);
            server.reset(flow);
            List<String> points = different(clean.points());
            points.forEach(point -> all.add(new CrashCase(flow, List.of(point))));
            List<String> begun = points.stream()
                    .filter(point -> point.endsWith("/journal.begin#1:before"))
                    .map(point -> point.replace(":before", ":after"))
                    .toList();
            for (int i = 0; i < begun.size() && !flow.equals("rehearse"); i++) {
                for (int times = 0; times < 2; times++) {
                    String second = begun.get(i + random.nextInt(begun.size() - i));
                    all.add(new CrashCase(flow, List.of(begun.get(i), second)));
                }
            }
        }
        List<String> order = List.of("rehearse", "restore", "undo");
        return all.stream()
                .distinct()
                .sorted((a, b) -> order.indexOf(a.flow()) - order.indexOf(b.flow()))
                .toList();
    }

    /** Between the end of a call and the beginning of the next nothing changes outside: one of the two is enough. */
    private static List<String> different(List<String> passed) {
        List<String> all = passed.stream().distinct().toList();
        return IntStream.range(0, all.size())
                .filter(i -> !all.get(i).endsWith(":after") || i == all.size() - 1)
                .mapToObj(all::get)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> eachKill() {
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
                    CrashRow row = ROWS.get(one);
                    assertThat(row).as("was done").isNotNull();
                    if (row.why() != null) {
                        throw new AssertionError(row.toString(), row.why());
                    }
                }));
    }

    /** A step that is new must get points of its own. */
    @Test
    void eachStepIsKilledAtLeastOnce() {
        Set<String> killed = new TreeSet<>();
        cases.forEach(one -> one.points().forEach(point -> killed.add(one.flow() + " " + point.split("/")[0])));
        assertThat(STEPS).isNotEmpty();
        assertThat(ONLY.equals(".*") ? killed : STEPS).containsAll(STEPS);
    }
}
