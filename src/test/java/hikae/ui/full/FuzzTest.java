package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.backup.BackupCommand;
import hikae.backup.BackupsCommand;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.recovery.KeptCommand;
import hikae.recovery.RehearseCommand;
import hikae.recovery.RestoreCommand;
import hikae.recovery.RestoreStatusCommand;
import hikae.setup.ScheduleCommand;
import hikae.setup.SetupCommand;
import hikae.status.StatusCommand;
import hikae.storage.ChecklistCommand;
import hikae.storage.StorageCommand;
import hikae.text.Language;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.ui.FrontEnd;
import hikae.ui.auto.Unattended;
import hikae.work.Runner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Anything a hand, a cat or a broken line can send, to every screen of the made-up server. */
class FuzzTest {
    private static final int EVENTS = 100_000;
    private static final int ROUND = 1_000;
    private static final Path HOME = Path.of("/home/admin/misskey-backup");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo"));

    /** Another one by -Dhikae.fuzz.seed=N. */
    private final long seed = Long.getLong("hikae.fuzz.seed", 20_251_123L);

    private interface Flow {
        Object run(Host host, FrontEnd face);
    }

    /** Every flow of the menu, and what a flow may end in. */
    private static final List<Flow> FLOWS = List.of(
            (host, face) -> new SetupCommand(new Session(host, face, Given.nothing()), false).run(),
            (host, face) -> new SetupCommand(new Session(host, face, Given.nothing()), true).run(),
            (host, face) -> new ScheduleCommand(new Session(host, face, Given.nothing())).run(),
            (host, face) -> new BackupCommand(new Session(host, face, Given.nothing())).run(),
            (host, face) -> new BackupsCommand(new Session(host, face, Given.nothing())).run(),
            (host, face) -> new StatusCommand(new Session(host, face, Given.nothing())).screen(),
            (host, face) -> new RehearseCommand(new Session(host, face, Given.nothing()), Optional.empty()).run(),
            (host, face) -> new RestoreCommand(new Session(host, face, Given.nothing()), Optional.empty()).run(),
            (host, face) -> new KeptCommand(new Session(host, face, Given.nothing())).undo(),
            (host, face) -> new KeptCommand(new Session(host, face, Given.nothing())).forget(),
            (host, face) -> new RestoreStatusCommand(new Session(host, face, Given.nothing())).show(),
            (host, face) -> new StorageCommand(new Session(host, face, Given.nothing()), HOME, "example.com").run(),
            (host, face) ->
                    new ChecklistCommand(new Session(host, face, Given.nothing()), HOME, Optional.empty(), true).run(),
            (host, face) -> face.choose(Samples.menu()));

    @Test
    void u09u33u53AHundredThousandEventsBreakNoScreenAndLoseNoAnswer() throws InterruptedException {
        TreeSet<String> places = new TreeSet<>();
        int events = 0;
        for (int round = 0; events < EVENTS; round++) {
            Monkey monkey = new Monkey(seed + round, ROUND);
            play(monkey, round);
            Runner.awaitWork();
            events += monkey.done();
            places.addAll(monkey.places());
        }
        System.out.println(events + " events from seed " + seed + ", " + places.size() + " places");
        assertThat(places).as("places that were seen").hasSizeGreaterThan(50);
    }

    private void play(Monkey monkey, int round) {
        DemoHost host = new DemoHost(CLOCK);
        if (round % 2 == 1) {
            setUp(host);
        }
        Language language = round % 4 < 2 ? Language.EN : Language.JA;
        FrontEnd face = monkey.watching(monkey.face(language, CLOCK));
        while (!monkey.isTired()) {
            Flow flow = FLOWS.get(monkey.below(FLOWS.size()));
            try {
                flow.run(host, face);
            } catch (ProblemException e) {
                face.refuse(e.problem());
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + (seed + round) + ", event " + monkey.done() + ": " + e + "\n" + monkey.screen(), e);
            }
        }
        face.refuse(Problem.of("sample-refused"));
    }

    private static void setUp(DemoHost host) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Given given = new Given(Map.of(), true, false, false, false, Optional.empty());
        try (Unattended face = Unattended.open(Language.EN, given, nowhere, nowhere)) {
            new SetupCommand(new Session(host, face, given), false).run();
        }
    }
}
