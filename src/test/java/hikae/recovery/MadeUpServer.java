package hikae.recovery;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.setup.SetupCommand;
import hikae.text.Language;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The made-up server with a setup on it, and recovery commands with nobody there. */
public final class MadeUpServer {
    public static final Path HOME = Path.of(DemoHost.MISSKEY + "-backup");

    final Time time = new Time(Instant.parse("2025-11-23T05:05:00Z"));
    public final DemoHost host = new DemoHost(time);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Stands still until a test moves it. */
    static final class Time extends Clock {
        private Instant now;

        Time(Instant now) {
            this.now = now;
        }

        void pass(Duration span) {
            now = now.plus(span);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Tokyo");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    public MadeUpServer() {
        run(Map.of(), (face, given) -> new SetupCommand(new Session(host, face, given), false).run());
    }

    public Optional<ExitCode> run(Map<String, String> answers, BiFunction<Unattended, Given, Optional<ExitCode>> flow) {
        Map<String, String> all = new HashMap<>(answers);
        boolean json = all.remove("--json") != null;
        boolean dry = all.remove("--dry-run") != null;
        out.reset();
        err.reset();
        time.pass(Duration.ofMinutes(1));
        Given given = new Given(all, true, dry, false, json, Optional.empty());
        try (Unattended face = Unattended.open(Language.EN, given, stream(out), stream(err))) {
            Optional<ExitCode> exit = flow.apply(face, given);
            return face.exit().or(() -> exit);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What the last command printed as its result. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What else it said. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
