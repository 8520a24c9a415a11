package hikae.ui.full;

import hikae.demo.DemoHost;
import hikae.host.Host;
import hikae.text.Language;
import hikae.text.Say;
import hikae.ui.full.widget.Key;
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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clock of what is out of service, and a load with its rows. */
class ClockInWorkTest {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private final class Hanging implements Step {
        @Override
        public String id() {
            return "hang";
        }

        @Override
        public Say title() {
            return Say.of("step.load", "hikae_new_20251123_050500_b818cc");
        }

        @Override
        public List<Change> changes() {
            return List.of();
        }

        @Override
        public void run(Host host, Progress progress) {
            progress.clocked(
                    Say.of("recovery.clock"), host.environment().clock().instant(), Optional.empty());
            progress.advanced(541_230, 1_204_311, Say.of("recovery.copying", "note"));
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hikae.ui.full.ScreensTest#layouts")
    void u46RunsOnTopOfTheSteps(Language language, int columns, int rows) throws InterruptedException {
        FakeTerminal terminal = new FakeTerminal(language, columns, rows);
        Plan plan = new Plan(
                "restore", Path.of("/home/admin/misskey-backup"), "20261123-restore", List.of(new Hanging()), Map.of());
        Run run = new Runner(new DemoHost(terminal.clock)).start(plan);
        reached.await();
        terminal.after(Duration.ofSeconds(221))
                .golden(ScreensTest.name("work-clock", language, columns))
                .press(Key.typed('b'));
        terminal.face.follow(run);
        goOn.countDown();
    }
}
