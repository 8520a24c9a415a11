package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Environment;
import hikae.host.real.RealHost;
import hikae.work.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SIGHUP, the end of the terminal, does. */
class HangUpTest {
    @TempDir
    Path home;

    @Test
    void u45DoesNotStopWork() throws Exception {
        Process process = start(home.toString());
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            while (process.isAlive() && !Files.exists(home.resolve("hikae/runs/r1/log.txt"))) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 3; i++) {
                hangUp(process);
            }
            Files.createFile(home.resolve("go"));

            assertThat(said.readLine()).isEqualTo("well");
            assertThat(process.waitFor()).isZero();
            var record = Runs.all(RealHost.here(Environment.ofProcess()).files(), home)
                    .get(0);
            assertThat(record.well()).isTrue();
        }
    }

    @Test
    void endsWhatDoesNotWork() throws Exception {
        Process process = start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            hangUp(process);
            assertThat(process.waitFor()).isEqualTo(129);
        }
    }

    private static void hangUp(Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HangUpMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
