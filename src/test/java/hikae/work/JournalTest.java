package hikae.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.demo.DemoHost;
import hikae.demo.MemoryFiles;
import hikae.host.Files;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Path HOME = Path.of("/home/admin/b");
    private static final Path FOLDER = HOME.resolve("hikae/runs/r1");
    private static final Path JOURNAL = FOLDER.resolve("journal.jsonl");

    private final Ticking clock = new Ticking();
    private final DemoHost host = new DemoHost(clock);
    private final MemoryFiles files = host.memory();
    private final List<Integer> did = new ArrayList<>();

    /** Every tenth of a second somebody looks at it. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public synchronized Instant instant() {
            now = now.plusMillis(100);
            return now;
        }
    }

    @Test
    void tellsHowFarTheRunningStepIs() throws InterruptedException {
        List<Journal.Record> seen = new ArrayList<>();
        run(step("load", (on, progress) -> {
            progress.advanced(10, 100, Message.of("unit.rows", "note"));
            seen.add(record());
        }));

        assertThat(seen.get(0).current()).contains("load");
        assertThat(seen.get(0).steps()).containsExactly("load");
        assertThat(seen.get(0).startedAt()).isBefore(clock.instant()).isAfter(Instant.parse("2026-11-21T23:59:59Z"));
        Event.Advanced last = seen.get(0).lastProgress().orElseThrow();
        assertThat(last.done()).isEqualTo(10);
        assertThat(last.total()).isEqualTo(100);
        assertThat(last.unit()).isEqualTo(Message.of("unit.rows", "note"));
        assertThat(record().current()).isEmpty();
    }

    @Test
    void progressIsWrittenTwiceASecondAtMost() throws InterruptedException {
        run(step("load", (on, progress) -> {
            for (int i = 0; i < 100; i++) {
                progress.advanced(i, 100, Message.literal("rows"));
            }
        }));

        List<Instant> times = lines().stream()
                .filter(line -> line.contains("\"progress\""))
                .map(line -> Instant.parse(line.replaceAll(".*\"at\":\"([^\"]+)\".*", "$1")))
                .toList();
        assertThat(times).hasSizeBetween(15, 30); // the clock also ticks for who keeps the files
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void tornAtAnyByteItTellsWhatItsWholeLinesTell() throws InterruptedException {
        run(step("one", JournalTest::talk), step("two", JournalTest::talk));
        byte[] whole = files.read(JOURNAL, 1 << 20);
        List<Optional<Journal.Record>> byLines = new ArrayList<>();
        int start = 0;
        for (int length = 0; length <= whole.length; length++) {
            Optional<Journal.Record> record = torn(whole, length);
            boolean endOfLine = length == whole.length || whole[length] == '\n';
            if (length > 0 && whole[length - 1] == '\n') {
                start = length;
            }
            if (!endOfLine && length > start) {
                assertThat(record).as("byte %d", length).isEqualTo(torn(whole, start));
            } else {
                byLines.add(record);
            }
        }
        assertThat(byLines).hasSizeGreaterThan(10).first().isEqualTo(Optional.empty());
    }

    @Test
    void tornAtAnyByteItIsGoneOnWith() throws InterruptedException {
        run(step("one", JournalTest::talk), step("two", JournalTest::talk));
        byte[] whole = files.read(JOURNAL, 1 << 20);
        for (int length = 1; length < whole.length; length += 3) {
            Set<String> done = torn(whole, length).map(Journal.Record::done).orElse(Set.of());
            did.clear();
            Run run = new Runner(host).start(plan(count("one", 1), count("two", 2)), done);
            run.await();

            assertThat(run.problem()).isEmpty();
            assertThat(did).hasSize(2 - done.size());
            assertThat(record().well()).as("torn at %d", length).isTrue();
            assertThat(record().done()).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void ofANewerVersionIsRefusedByItsNumberUnlessItIsOver() throws InterruptedException {
        run(step("one", JournalTest::talk));
        String text = new String(files.read(JOURNAL, 1 << 20), StandardCharsets.UTF_8)
                .replace("\"version\":1", "\"version\":7");
        files.replace(JOURNAL, text.getBytes(StandardCharsets.UTF_8));
        assertThat(Runs.unfinished(files, HOME)).isEmpty();

        files.replace(
                JOURNAL, text.substring(0, text.indexOf("{\"what\":\"ended\"")).getBytes(StandardCharsets.UTF_8));

        Problem newer = Problem.of("journal-newer", FOLDER, 7L, 1);
        assertThatThrownBy(() -> Runs.unfinished(files, HOME))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(newer));
        Run run = new Runner(host).start(plan(count("one", 1)));
        run.await();
        assertThat(run.problem()).contains(newer);
        assertThat(did).isEmpty();
    }

    @Test
    void runsAreListedNewestFirstAndAnUnfinishedOneIsFoundUntilItsFlowEndedWell() throws InterruptedException {
        torn("r1", "restore");
        assertThat(Runs.unfinished(files, HOME).map(Journal.Record::runId)).contains("r1");
        done("r2", "backup");
        assertThat(Runs.unfinished(files, HOME).map(Journal.Record::runId)).contains("r1");
        done("r3", "restore");
        assertThat(Runs.unfinished(files, HOME)).isEmpty();
        assertThat(Runs.all(files, HOME)).extracting(Journal.Record::runId).containsExactly("r3", "r2", "r1");
    }

    private void torn(String id, String flow) throws InterruptedException {
        done(id, flow);
        Path journal = HOME.resolve("hikae/runs/" + id + "/journal.jsonl");
        byte[] whole = files.read(journal, 1 << 20);
        files.replace(journal, Arrays.copyOf(whole, whole.length - 5));
    }

    private void done(String id, String flow) throws InterruptedException {
        new Runner(host)
                .start(new Plan(flow, HOME, id, List.of(count("one", 1)), Map.of()))
                .await();
    }

    private static void talk(hikae.host.Host on, Progress progress) {
        progress.advanced(1, 2, Message.of("unit.rows", Message.of("unit.rows"), 3));
        progress.said("控え");
        progress.found(Finding.warning(Problem.of("x", Path.of("/a"))));
    }

    private Step count(String id, int number) {
        return step(id, (on, progress) -> did.add(number));
    }

    private static Step step(String id, MadeUpStep.Work work) {
        return new MadeUpStep(id, work);
    }

    private void run(Step... steps) throws InterruptedException {
        new Runner(host).start(plan(steps)).await();
    }

    private static Plan plan(Step... steps) {
        return new Plan("x", HOME, "r1", List.of(steps), Map.of("a", "b"));
    }

    private Journal.Record record() {
        return Journal.read(files, FOLDER).orElseThrow();
    }

    private Optional<Journal.Record> torn(byte[] whole, int length) {
        files.write(JOURNAL, Arrays.copyOf(whole, length), Files.PRIVATE);
        return Journal.read(files, FOLDER);
    }

    private List<String> lines() {
        return new String(files.read(JOURNAL, 1 << 20), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
