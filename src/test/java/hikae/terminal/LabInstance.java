package hikae.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Misskey of the lab, made for one test and removed with the lab. */
public final class LabInstance implements AutoCloseable {
    private final Map<String, String> facts;

    private LabInstance(Map<String, String> facts) {
        this.facts = facts;
    }

    /** Starts one with these arguments of {@code lab misskey}. */
    public static LabInstance start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("src/test/lab/lab", "misskey"));
        command.addAll(List.of(arguments));
        Map<String, String> facts = new HashMap<>();
        for (String line : shell(command).lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1).strip();
                facts.put(line.substring(0, equals).replaceFirst("^export ", ""), value.replaceAll("^'|'$", ""));
            }
        }
        if (!facts.containsKey("HIKAE_LAB_DIR")) {
            throw new AssertionError("no Misskey: run src/test/lab/lab up first, and eval $(src/test/lab/lab env)");
        }
        return new LabInstance(facts);
    }

    /** Misskey's directory. */
    public Path directory() {
        return Path.of(fact("DIR"));
    }

    /** Where its backups go unless another place is named. */
    public Path backup() {
        return Path.of(fact("DIR") + "-backup");
    }

    /** One of the lab's facts, such as {@code NETWORK}. */
    public String fact(String name) {
        String value = facts.get("HIKAE_LAB_" + name);
        if (value == null) {
            throw new AssertionError("the lab does not tell " + name + ": " + facts.keySet());
        }
        return value;
    }

    /** Removes the containers and networks of this Misskey and of its backup service, nothing else. */
    @Override
    public void close() throws IOException {
        try {
            remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void remove() throws IOException, InterruptedException {
        for (String project : List.of(fact("PROJECT") + "-backup", fact("PROJECT"))) {
            String label = "label=com.docker.compose.project=" + project;
            for (String id : docker("ps", "-aq", "--filter", label).lines().toList()) {
                docker("rm", "-fv", id);
            }
            for (String id :
                    docker("network", "ls", "-q", "--filter", label).lines().toList()) {
                docker("network", "rm", id);
            }
        }
    }

    /** What docker prints for these arguments. */
    public static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return shell(command).strip();
    }

    /** Runs a command and returns what it prints; fails when it fails. */
    public static String shell(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " failed: " + output);
        }
        return output;
    }
}
