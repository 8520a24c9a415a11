package hikae.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The installed program, which {@code HIKAE_PROGRAM} names, with a home of the test's own. */
final class Installed {
    private Installed() {}

    static String program() {
        String program = System.getenv("HIKAE_PROGRAM");
        assertThat(program).as("HIKAE_PROGRAM names the installed program").isNotBlank();
        return program;
    }

    static Map<String, String> environment(Path home, String locale) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put("LANG", locale);
        environment.put("LC_ALL", "");
        environment.put("XDG_STATE_HOME", home + "/state");
        environment.put("XDG_CONFIG_HOME", home + "/config");
        for (String name : List.of("DOCKER_HOST", "DOCKER_CONFIG", "PATH")) {
            environment.put(name, System.getenv(name));
        }
        return environment;
    }

    /** Runs it with nobody there; fails unless it ends with this status. */
    static void run(Path home, int status, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(program()), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment(home, "en_US.UTF-8"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
    }
}
