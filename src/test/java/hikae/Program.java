package hikae;

import hikae.app.Start;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.real.RealHost;
import hikae.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The program from its entry on, in this process and with nobody there; its JSON is as it is described. */
public final class Program {
    private Program() {}

    /**
     * How a run ended.
     *
     * @param status the exit status
     * @param out standard output
     * @param err standard error
     */
    public record Ended(int status, String out, String err) {
        /** The one object of {@code --json}. */
        public Map<String, Object> json() {
            return Json.object(out.strip()).orElseThrow(() -> new AssertionError("no JSON: " + this));
        }

        /** The problem's id in the object of {@code --json}; empty text when there is none. */
        public String problem() {
            Map<String, Object> json = json();
            Object error = json.get("error");
            return String.valueOf(error instanceof Map<?, ?> map ? map.get("code") : json.getOrDefault("problem", ""));
        }
    }

    /** Runs it with these arguments. */
    public static Ended run(Environment environment, String... arguments) {
        return run(RealHost.here(environment), arguments);
    }

    /** Runs it on this host with these arguments. */
    public static Ended run(Host host, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Start start = new Start(
                host.environment(),
                Map.of("locale", "en_US.UTF-8"),
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InputStream.nullInputStream(),
                host);
        int status = Main.run(List.of(arguments), start);
        Ended ended = new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        if (List.of(arguments).contains("--json") && ended.out().startsWith("{")) {
            OutputSchema.demand(ended.out());
        }
        return ended;
    }
}
