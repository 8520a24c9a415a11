package hikae.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A command in a running container, as {@code docker exec} gives it, by entering the container's namespaces from this
 * host: the engine and its runtime work a tenth of a second for each exec, and a test asks a hundred things. It has the
 * rights of this process: not for a test of what a container may do.
 */
final class InContainer {
    /** By what the tests call it: what it was when it was last asked for. */
    private static final Map<String, InContainer> KNOWN = new ConcurrentHashMap<>();

    private final String id;
    private final String pid;

    private InContainer(String id, String pid) {
        this.id = id;
        this.pid = pid;
    }

    /**
     * What the command prints; fails when it does, and when the container is not running.
     *
     * @param container name or id
     */
    static String run(String container, List<String> command, String input) {
        InContainer known = KNOWN.computeIfAbsent(container, InContainer::look);
        if (!known.isRunning()) {
            known = look(container);
            KNOWN.put(container, known);
        }
        List<String> words = new ArrayList<>(List.of("nsenter", "-t", known.pid, "-m", "-n", "-u", "-i"));
        words.addAll(command);
        return Lab.run(words, input, known.variables());
    }

    private static InContainer look(String container) {
        String[] said =
                Lab.docker("inspect", "-f", "{{.Id}} {{.State.Pid}}", container).split(" ");
        if (said[1].equals("0")) {
            throw new AssertionError(container + " is not running");
        }
        return new InContainer(said[0], said[1]);
    }

    /** A process of this number that is in a group of its name; another container under the same name has another id. */
    private boolean isRunning() {
        try {
            return Files.readString(Path.of("/proc", pid, "cgroup")).contains(id);
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        try {
            String all = Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.ISO_8859_1);
            for (String entry : all.split("\0")) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    variables.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new AssertionError("the container of process " + pid + " has just ended", e);
        }
        return variables;
    }
}
