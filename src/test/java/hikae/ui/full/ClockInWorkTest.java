package hikae.ui.full;

import hikae.demo.DemoHost;
import hikae.host.Host;
import hikae.text.Language;
import hikae.text.Message;
import hikae.ui.full.widget.Key;
import hikae.work.Change;
import hikae.work.Plan;
import hikae.work.Progress;
import hikae.work.Run;
import hikae.work.Runner;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restore at work: the load with its rows, and the clock of what is out of service. */
class ClockInWorkTest {
    private static final String DUMP = "misskey-20261123-040000.sql.gz";
    private static final String NEW = "hikae_new_20261123_050500_b818cc";

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private record Titled(String id, Message title, Consumer<Progress> act) implements Step {
        @Override
        public List<Change> changes() {
            return List.of();
        }

        @Override
        public void run(Host host, Progress progress) {
            act.accept(progress);
        }
    }

    /** The steps of a restore; those before {@code at} take some seconds, that one hangs. */
    private List<Step> steps(FakeTerminal terminal, String at, Consumer<Progress> told) {
        List<Message> titles = List.of(
                Message.of("step.pin", DUMP),
                Message.of("step.load", NEW),
                Message.of("step.check-staging"),
                Message.of("step.stop-web"),
                Message.of("step.switch", "misskey"),
                Message.of("step.start-web"),
                Message.of("step.check-web"));
        List<Step> steps = new ArrayList<>();
        for (Message title : titles) {
            Consumer<Progress> quick = progress -> terminal.clock.pass(Duration.ofSeconds(4));
            steps.add(new Titled(title.key(), title, title.key().equals(at) ? told.andThen(this::hang) : quick));
        }
        return steps;
    }

    private void hang(Progress progress) {
        reached.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void show(FakeTerminal terminal, String name, List<Step> steps, Duration later)
            throws InterruptedException {
        Plan plan = new Plan("restore", Path.of("/home/admin/misskey-backup"), "20261123-restore", steps, Map.of());
        Run run = new Runner(new DemoHost(terminal.clock)).start(plan);
        reached.await();
        terminal.after(later).golden(name).press(Key.typed('b'));
        terminal.face.follow(run);
        goOn.countDown();
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void u46RunsOnTopOfTheSteps(Language language, int columns, int rows) throws InterruptedException {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        List<Step> steps = steps(
                terminal,
                "step.switch",
                progress -> progress.clocked(Message.of("recovery.clock"), terminal.clock.instant(), Optional.empty()));
        show(terminal, ScreensTest.name("work-clock", language, columns), steps, Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void aLoadTellsItsTableAndHowFarItIs(Language language, int columns, int rows) throws InterruptedException {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        List<Step> steps = steps(
                terminal,
                "step.load",
                progress -> progress.advanced(541_230, 1_204_311, Message.of("recovery.copying", "note")));
        show(terminal, ScreensTest.name("work-load", language, columns), steps, Duration.ofSeconds(221));
    }
}
