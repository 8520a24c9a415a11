package hikae.work;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.real.RealHost;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of another process, followed. */
class FollowerTest {
    @TempDir
    Path home;

    private final Host host = RealHost.here(Environment.ofProcess());
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"goes well", "fails"})
    void tellsTheSameEventsAsWhoeverDoesTheWork(String how) throws Exception {
        Process worker = work(how);
        Plan plan = WorkMain.plan(home, how.equals("fails"));
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Run run = follow(plan, events);
        List<Event> told = new ArrayList<>(until(events, Event.Said.class));
        assertThat(run.isOver()).isFalse();
        Files.createFile(home.resolve("go"));
        told.addAll(until(events, Event.Ended.class));
        assertThat(worker.waitFor()).isZero();

        List<String> story = told.stream().map(FollowerTest::without).toList();
        List<Event> done = new ArrayList<>();
        Run here = new Runner(host).start(new Plan("sample", home, "r2", plan.steps(), plan.onFailure(), plan.input()));
        here.follow(done::add);
        here.await();
        assertThat(story)
                .containsExactlyInAnyOrderElementsOf(
                        done.stream().map(FollowerTest::without).toList());
        assertThat(run.problem()).isEqualTo(here.problem().map(FollowerTest::texts));
        assertThat(run.findings()).isEqualTo(here.findings()).isNotEmpty();
    }

    @Test
    void aRunWhoseProcessWasKilledFailsAndStaysUnfinished() throws Exception {
        Process worker = work("goes well");
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Run run = follow(WorkMain.plan(home, false), events);
        until(events, Event.Advanced.class);
        worker.destroyForcibly().waitFor();
        until(events, Event.Ended.class);

        assertThat(run.problem()).contains(Problem.of("run-interrupted", run.folder()));
        assertThat(Runs.unfinished(host.files(), home).orElseThrow().current()).contains("waits");
    }

    @Test
    void aRunThatIsOverIsToldFromItsRecord() throws Exception {
        Files.createFile(home.resolve("go"));
        assertThat(work("goes well").waitFor()).isZero();

        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Run run = follow(WorkMain.plan(home, false), events);
        until(events, Event.Ended.class);

        assertThat(run.problem()).isEmpty();
        assertThat(run.findings()).containsExactly(Finding.ok(Message.literal("first done")));
    }

    private Run follow(Plan plan, BlockingQueue<Event> events) {
        Path folder = home.resolve("hikae/runs/r1");
        Run run = Run.open(host.files(), plan, folder);
        run.follow(events::add);
        assertThat(run.folder()).isEqualTo(folder);
        return run;
    }

    /** All up to the first of this kind. */
    private static List<Event> until(BlockingQueue<Event> events, Class<? extends Event> kind)
            throws InterruptedException {
        List<Event> all = new ArrayList<>();
        while (all.isEmpty() || !kind.isInstance(all.get(all.size() - 1))) {
            Event next = events.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("%s after %s", kind, all).isNotNull();
            all.add(next);
        }
        return all;
    }

    /** An event without its time, its words as texts. */
    private static String without(Event event) {
        return event.toString().replaceFirst("at=[^,\\]]+", "");
    }

    private static Problem texts(Problem problem) {
        return new Problem(
                problem.id(),
                problem.args().stream()
                        .map(String::valueOf)
                        .map(Object.class::cast)
                        .toList());
    }

    private Process work(String how) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkMain.class.getName(),
                        home.toString(),
                        how)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile())
                .start();
        started.add(process);
        while (process.isAlive() && !Files.exists(home.resolve("hikae/runs/r1/log.txt"))) {
            Thread.onSpinWait();
        }
        return process;
    }
}
