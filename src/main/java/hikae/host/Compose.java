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

    /** How it is typed here as far as is known: nothing is started to find out. */
    default String typed() {
        return "docker compose";
    }

    /**
     * Starts one service of the project in a directory, or re-creates it where its definition changed.
     *
     * @param directory where compose.yml is
     * @param service the service's name
     * @param forceRecreate whether to recreate the container in any case (stale network)
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

    /** Services of a project, as {@code config --services} says: without those of profiles that are not wanted. */
    List<String> services(ComposeProject project);

    /**
     * A project as Compose understands it: all files read, all variables filled in. It may hold secrets.
     *
     * @param text JSON; of Compose 1 it is YAML
     * @param yaml whether it is of Compose 1
     * @param notes what Compose warned of, line by line
     * @param refusal why Compose would not start the project although it can read it, such as a service that depends on
     *     one that is not there
     */
    record Config(String text, boolean yaml, List<String> notes, Optional<String> refusal) {
        public Config {
            notes = List.copyOf(notes);
        }

        /** How it was read, not what it says. */
        @Override
        public String toString() {
            return "Config[" + (yaml ? "yaml" : "json") + "]";
        }
    }

    /**
     * Asks Compose how it understands a project; needs no engine.
     *
     * @throws hikae.text.ProblemException {@code compose-missing}; {@code compose-invalid} where it cannot read the
     *     project, with its words; {@code compose-slow} and {@code compose-endless} where it does not come to an end
     */
    Config config(ComposeProject project);

    /**
     * Starts services of a project that is not ours, and what they depend on; a container that is there is started
     * as it is and never recreated, whatever has become of its definition.
     *
     * @param project with its name, whatever a file or variable says
     * @param services their names; none = all
     * @param lines receives what Compose says, line by line
     */
    void start(ComposeProject project, List<String> services, Consumer<String> lines);

    /**
     * Stops services of a project and removes their containers, so that nothing brings them back by itself; named
     * volumes, networks and files stay. Nothing happens to what is not there.
     *
     * @param project with its name, whatever a file or variable says
     * @param services their names; none = none
     * @param lines receives what Compose says, line by line
     */
    void takeAway(ComposeProject project, List<String> services, Consumer<String> lines);
}
