package hikae.host;

import hikae.host.real.RealHost;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.List;

/** Starts a service in a process of its own; prints what came of it. */
final class ComposeMain {
    private ComposeMain() {}

    public static void main(String[] args) {
        Compose compose = RealHost.here(Environment.ofProcess()).compose();
        try {
            compose.up(Path.of(args[0]), args[1], false, line -> {});
            System.out.println("started");
        } catch (ProblemException e) {
            System.out.println(e.problem().id() + " " + List.copyOf(e.problem().args()));
        }
    }
}
