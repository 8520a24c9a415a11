package hikae.host;

import hikae.host.real.RealHost;
import hikae.text.ProblemException;
import java.util.List;

/** Asks the engine who it is, in a process of its own; prints what came of it. */
final class DockerMain {
    private DockerMain() {}

    public static void main(String[] args) {
        Host host = RealHost.here(Environment.ofProcess());
        try {
            Docker.Engine engine = host.docker().engine();
            int containers = host.docker().containers().size();
            System.out.println("engine " + engine.address() + " with " + containers + " containers");
        } catch (ProblemException e) {
            System.out.println(e.problem().id() + " " + List.copyOf(e.problem().args()));
        }
        System.exit(0);
    }
}
