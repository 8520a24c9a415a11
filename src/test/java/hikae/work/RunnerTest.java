package hikae.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.demo.DemoHost;
import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final Path HOME = Path.of("/home/admin/b");

    private final DemoHost host = new DemoHost(Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC));
    private final List<String> did = Collections.synchronizedList(new ArrayList<>());

    @Test
    void doesTheStepsInOrderAndKeepsARecord() throws InterruptedException {
        Run run = new Runner(host).start(plan(act("one"), act("two")));
        run.await();
        assertThat(did).containsExactly("one", "two");
        assertThat(run.problem()).isEmpty();
        Journal.Record record = Journal.read(host.files(), run.folder()).orElseThrow();
        assertThat(record.done()).isEqualTo(Set.of("one", "two"));
        assertThat(record.ended()).isTrue();
        assertThat(record.input()).isEqualTo(Map.of("schedule", "0 4 * * *"));
    }

    @Test
    void workThatOnlyReadsTakesNoLockAndLeavesNothing() throws InterruptedException {
        Files.Lock held = host.files().lock(HOME.resolve("hikae/lock")).orElseThrow();
        Map<Path, byte[]> before = host.memory().all();
        Run run = new Runner(host).start(plan(new Act("look", () -> did.add("look"), true)));
        run.await();
        held.close();
        assertThat(did).containsExactly("look");
        assertThat(run.problem()).isEmpty();
        assertThat(host.memory().all().keySet()).isEqualTo(before.keySet());
    }

    @Test
    void announcesAStepOnDiskBeforeItsAct() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        Step spy = new Act("spy", () -> seen.add(journal()));
        new Runner(host).start(plan(spy)).await();
        assertThat(seen.get(0)).contains("\"begin\"").doesNotContain("\"done\"");
    }

    @Test
    void stopsAtAFailedStepAndSaysWhy() throws InterruptedException {
        Step fails = new Act("fails", () -> {
            throw ProblemException.of("x", "y");
        });
        Run run = new Runner(host).start(plan(act("one"), fails, act("three")));
        run.await();
        assertThat(did).containsExactly("one");
        assertThat(run.problem()).contains(Problem.of("x", "y"));
        Journal.Record record = Journal.read(host.files(), run.folder()).orElseThrow();
        assertThat(record.done()).isEqualTo(Set.of("one"));
        assertThat(record.problem()).contains(Problem.of("x", "y"));
        assertThat(record.ended()).isTrue();
        assertThat(record.well()).isFalse();
    }

    @Test
    void aBugEndsInAProblemAndItsTraceInTheLogWithoutItsMessage() throws InterruptedException {
        Step broken = new Act("broken", () -> {
            throw new IllegalStateException("a secret perhaps");
        });
        Run run = new Runner(host).start(plan(broken));
        run.await();
        assertThat(run.problem().map(Problem::id)).contains("bug");
        String log = text(run.folder().resolve("log.txt"));
        assertThat(log).contains("IllegalStateException").doesNotContain("a secret perhaps");
    }

    @Test
    void continuesAfterTheStepsThatAreDone() throws InterruptedException {
        new Runner(host).start(plan(act("one"), act("two")), Set.of("one")).await();
        assertThat(did).containsExactly("two");
    }

    @Test
    void refusesASecondRunInTheSameDirectory() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        Run first = new Runner(host).start(plan(new Act("waits", () -> await(hold))));
        assertThatThrownBy(() -> new Runner(host).start(plan(act("one"))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().id()).isEqualTo("lock-held"));
        hold.countDown();
        first.await();
        new Runner(host).start(plan(act("one"))).await();
        assertThat(did).containsExactly("one");
    }

    @Test
    void whoComesLateIsToldEverything() throws InterruptedException {
        Run run = new Runner(host).start(plan(act("one")));
        run.await();
        List<Event> events = new ArrayList<>();
        run.follow(events::add);
        assertThat(events).hasSize(3).first().isInstanceOf(Event.Started.class);
        assertThat(events.get(2)).isInstanceOf(Event.Ended.class);
    }

    @Test
    void aTornLastLineOfAJournalIsIgnored() throws InterruptedException {
        Run run = new Runner(host).start(plan(act("one")));
        run.await();
        byte[] whole = host.files().read(run.folder().resolve("journal.jsonl"), 1 << 20);
        for (int length = 0; length <= whole.length; length++) {
            byte[] torn = java.util.Arrays.copyOf(whole, length);
            host.files().write(run.folder().resolve("journal.jsonl"), torn, Files.PRIVATE);
            Optional<Journal.Record> record = Journal.read(host.files(), run.folder());
            record.ifPresent(one -> assertThat(one.runId()).isEqualTo("r1"));
        }
    }

    @Test
    void aFileChangedSinceThePreviewIsNotOverwritten() throws InterruptedException {
        Path file = HOME.resolve("f");
        host.files().write(file, "edited".getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
        Optional<byte[]> seen = Optional.of("before".getBytes(StandardCharsets.UTF_8));
        Run run = new Runner(host).start(plan(new WriteFile(file, seen, new byte[] {'n'}, Files.PUBLIC, false)));
        run.await();
        assertThat(run.problem()).contains(Problem.of("file-changed-meanwhile", file));
        assertThat(text(file)).isEqualTo("edited");
    }

    private String journal() {
        return text(HOME.resolve("hikae/runs/r1/journal.jsonl"));
    }

    private String text(Path path) {
        return new String(host.files().read(path, 1 << 20), StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Step act(String id) {
        return new Act(id, () -> did.add(id));
    }

    private static Plan plan(Step... steps) {
        return new Plan("x", HOME, "r1", List.of(steps), Map.of("schedule", "0 4 * * *"));
    }

    private record Act(String id, Runnable work, boolean reading) implements Step {
        Act(String id, Runnable work) {
            this(id, work, false);
        }

        @Override
        public Message title() {
            return Message.literal(id);
        }

        @Override
        public List<Change> changes() {
            return reading ? List.of() : List.of(new Change.NoteChange(Message.literal(id)));
        }

        @Override
        public void run(Host host, Progress progress) {
            work.run();
        }
    }
}
