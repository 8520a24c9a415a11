package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.demo.DemoHost;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.ui.Navigation;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Key.Kind;
import hikae.work.Change;
import hikae.work.Plan;
import hikae.work.Progress;
import hikae.work.Run;
import hikae.work.Runner;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkViewTest {
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);

    /** A step that does what the test says. */
    private record Acting(String id, Consumer<Progress> act) implements Step {
        @Override
        public Message title() {
            return Message.of("sample.step." + id);
        }

        @Override
        public List<Change> changes() {
            return List.of(new Change.NoteChange(title()));
        }

        @Override
        public void run(Host host, Progress progress) {
            act.accept(progress);
        }
    }

    private Run start(FakeTerminal terminal, Set<String> done, Consumer<Progress> middle) {
        List<Step> steps = List.of(
                new Acting("write", progress -> {}), new Acting("start", middle), new Acting("first", progress -> {}));
        Plan plan = new Plan("sample", Path.of("/home/admin/misskey-backup"), "20261123-sample", steps, Map.of());
        return new Runner(new DemoHost(terminal.clock)).start(plan, done);
    }

    /** Tells something, then waits for the test. */
    private void hang(Progress progress) {
        progress.said("Creating dump of misskey database from db...");
        progress.advanced(188_000_000, 412_000_000, Message.of("sample.unit.bytes"));
        progress.found(Finding.ok(Message.of("sample.reached")));
        reached.countDown();
        await(goOn);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void u48u49ShowsTheStepsTheProgressAndTheLog(Language language, int columns, int rows) {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        Run run = start(terminal, Set.of(), this::hang);
        await(reached);
        terminal.after(Duration.ofSeconds(72))
                .golden(ScreensTest.name("work", language, columns))
                .press(Key.typed('l'))
                .sees("Creating dump", "misskey-backup/")
                .press(Kind.ESC)
                .press(Key.typed('b'));
        assertThat(terminal.face.follow(run)).isEqualTo(Navigation.LEAVE);
        assertThat(run.isOver()).isFalse();
        goOn.countDown();
        terminal.face.close();
        assertThat(terminal.farewells)
                .singleElement()
                .asString()
                .contains(run.folder().toString());
    }

    /** Whatever a step tells of itself or does not, its time moves within the half second. */
    @Test
    void u48AStepThatTellsNothingStillShowsThatTimePasses() {
        FakeTerminal terminal = FakeTerminal.english();
        Run run = start(terminal, Set.of(), progress -> {
            reached.countDown();
            await(goOn);
        });
        await(reached);
        terminal.after(Duration.ofSeconds(1))
                .sees("[ >] start the backup container", " 1 s")
                .after(Duration.ofSeconds(3))
                .sees(" 4 s")
                .look(screen -> assertThat(terminal.wantedSleep()).isLessThanOrEqualTo(500))
                .look(screen -> assertThat(screen).doesNotContain("%"));
        terminal.face.follow(run);
        goOn.countDown();
    }

    @Test
    void endsByItselfWhenAllWentWell() {
        FakeTerminal terminal = FakeTerminal.english();
        Run run = start(terminal, Set.of(), this::hang);
        terminal.meanwhile(goOn::countDown).until("never shown: the run ends it");
        assertThat(terminal.face.follow(run)).isEqualTo(Navigation.NEXT);
    }

    @Test
    void aFailureStaysWithItsHintUntilItWasRead() {
        FakeTerminal terminal = FakeTerminal.english();
        Run run = start(terminal, Set.of(), progress -> {
            throw ProblemException.of("sample-refused");
        });
        terminal.until("[NG] start the backup container")
                .until("Enter next")
                .sees(
                        "Stopped",
                        "[ok] write compose.yml",
                        "PostgreSQL refused",
                        "Type the password",
                        "[  ] first backup")
                .press(Kind.ENTER);
        assertThat(terminal.face.follow(run)).isEqualTo(Navigation.NEXT);
        assertThat(terminal.isScriptOver()).isTrue();
    }

    @Test
    void leavingSaysThatTheWorkGoesOnAndNothingStopsIt() throws InterruptedException {
        FakeTerminal terminal = FakeTerminal.english();
        Run run = start(terminal, Set.of(), this::hang);
        terminal.press(Key.ctrl('c'))
                .sees("The work goes on without this window")
                .press(Key.ctrl('c'));
        assertThat(terminal.face.follow(run)).isEqualTo(Navigation.LEAVE);
        goOn.countDown();
        run.await();
        assertThat(run.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore", "undo"})
    void u47CtrlCInTheMiddleOfARestoreSaysWhatHappensAndHowToGoBack(String flow) throws InterruptedException {
        FakeTerminal terminal = FakeTerminal.english();
        List<Step> steps = List.of(new Acting("start", this::hang), new Acting("first", progress -> {}));
        Plan plan = new Plan(flow, Path.of("/home/admin/misskey-backup"), "20261123-" + flow, steps, Map.of());
        Run run = new Runner(new DemoHost(terminal.clock)).start(plan);
        await(reached);
        terminal.press(Key.ctrl('c'))
                .sees("goes on to its end", "hikae restore undo", "offers to go", "> Stay")
                .press(Kind.ENTER)
                .sees("[ >] start the backup container")
                .press(Key.ctrl('c'), Key.ctrl('c'));
        assertThat(terminal.face.follow(run)).isEqualTo(Navigation.LEAVE);
        assertThat(run.isOver()).isFalse();
        goOn.countDown();
        run.await();
        assertThat(run.problem()).isEmpty();
    }

    @Test
    void aSecondStartShowsTheSameRunFromItsBeginning() {
        FakeTerminal first = FakeTerminal.english();
        Run run = start(first, Set.of(), this::hang);
        await(reached);
        first.press(Key.typed('b'));
        first.face.follow(run);
        FakeTerminal second = FakeTerminal.english();
        second.sees("[ok] write compose.yml", "[ >] start the backup container", "188 MB of 412 MB", " 45%");
        second.face.follow(run);
        goOn.countDown();
    }

    @Test
    void whatAnEarlierProcessHasDoneCountsAsDone() {
        FakeTerminal terminal = FakeTerminal.english();
        Run run = start(terminal, Set.of("write"), this::hang);
        await(reached);
        terminal.sees("[ok] write compose.yml", "[ >] start");
        terminal.face.follow(run);
        goOn.countDown();
    }

    @Test
    void u05PaintsTwiceASecondAtMostAndWakesOnlyForSteps() {
        FakeTerminal terminal = FakeTerminal.english();
        Run run = start(terminal, Set.of(), this::hang);
        await(reached);
        terminal.look(screen -> assertThat(terminal.wantedSleep()).isEqualTo(500));
        terminal.face.follow(run);
        goOn.countDown();
    }
}
