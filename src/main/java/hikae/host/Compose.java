package hikae.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Docker Compose, run as a process. Every call may throw a {@link hikae.text.ProblemException}. */
public interface Compose {
    /**
     * The Compose that was found.
     *
     * @param command the words to type before its arguments: {@code docker compose} or {@code docker-compose}
     * @param version such as {@code 2.40.3}
     */
    record Found(List<String> command, String version) {
        public Found {
            command = List.copyOf(command);
        }

        /** Whether it is the old one, 1.x. */
        public boolean isV1() {
            return version.startsWith("1.");
        }

        /** As the operator would type it. */
        public String typed() {
            return String.join(" ", command);
        }
    }

    /** Finds it, once. */
    Found found();

    /**
     * Starts one service of the project in a directory, or re-creates it where its definition changed.
     *
     * @param directory where compose.yml is
     * @param service the service's name
     * @param forceRecreate whether to make the container anew in any case (stale network)
     * @param lines receives what Compose says, line by line
     */
    void up(Path directory, String service, boolean forceRecreate, Consumer<String> lines);

    /** What {@code up} will be as a command, for the preview. */
    String upCommand(String service, boolean forceRecreate);

    /** Asks Compose itself whether the file of this directory is sound; throws when it is not. */
    void validate(Path directory);

    /**
     * A compose file as Compose understands it, as one JSON object: all variables filled in. It may hold secrets. Empty
     * for a Compose that cannot say it.
     *
     * @param directory where the file is, with its {@code .env}
     * @param file what stands in it: handed over, so that it is what was judged before; other files are read only where
     *     this one says so
     */
    Optional<String> model(Path directory, byte[] file);

    /** Services of the project in a directory, as {@code config --services} says. */
    List<String> services(Path directory);

    /**
     * Starts services of a project that is not ours, and what they depend on; a container that is there is started
     * as it is and never made anew, whatever has become of its definition.
     *
     * @param directory where the project's compose file is
     * @param project the project's name, whatever a file or variable says
     * @param services their names; none = all
     * @param lines receives what Compose says, line by line
     */
    void start(Path directory, String project, List<String> services, Consumer<String> lines);

    /**
     * Stops services of a project and removes their containers, so that nothing brings them back by itself; named
     * volumes, networks and files stay. Nothing happens to what is not there.
     *
     * @param directory where the project's compose file is
     * @param project the project's name, whatever a file or variable says
     * @param services their names; none = none
     * @param lines receives what Compose says, line by line
     */
    void takeAway(Path directory, String project, List<String> services, Consumer<String> lines);
}
