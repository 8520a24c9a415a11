package hikae.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.files.RealFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power goes: a file system of the test's own is shut down without its last words, and looked at after it has been
 * mounted again. What was reported as done is there; what was not is the old file or the new one, whole.
 */
@Tag("crash")
class PowerCutTest {
    private static final byte[] NEW = "new\n".repeat(5000).getBytes(UTF_8);
    private static final byte[] OLD = "old\n".repeat(3000).getBytes(UTF_8);

    /** FS_IOC_SHUTDOWN with "no log flush": what is only in memory is lost, as when the power goes. */
    private static final String SHUTDOWN = "import fcntl, os, struct, sys\n"
            + "fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack('I', 2))";

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"write", "replace", "append", "copy", "link", "move", "remove"})
    void whatWasReportedAsDoneIsThereAfterThePowerWent(String verb) throws Exception {
        try (Disk disk = Disk.make(temporary)) {
            Path place = disk.prepared(verb.equals("remove"));
            assertThat(act(verb, place, "")).isEqualTo("done");
            disk.cut();
            Path target = place.resolve("a");
            switch (verb) {
                case "remove" -> assertThat(target).doesNotExist();
                case "append" -> assertThat(target).hasContent("new\n");
                default -> assertThat(target).hasBinaryContent(NEW);
            }
            assertThat(Files.exists(place.resolve("from"))).isEqualTo(!verb.equals("move"));
        }
    }

    @ParameterizedTest
    @CsvSource({"fsync,1", "fsync,2", "rename,1", "write,1", "openat,1"})
    void aWriteCutInTheMiddleIsOldOrNew(String call, int n) throws Exception {
        try (Disk disk = Disk.make(temporary)) {
            Path place = disk.prepared(true);
            assertThat(act("write", place, "inject=" + call + ":signal=SIGKILL:when=" + n))
                    .isEqualTo("killed");
            disk.cut();
            assertThat(Files.readAllBytes(place.resolve("a"))).isIn(OLD, NEW);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40})
    void eachLineOfAJournalThatWasReportedIsThere(int lines) throws Exception {
        try (Disk disk = Disk.make(temporary)) {
            Path journal = disk.prepared(false).resolve("journal.jsonl");
            RealFiles files = new RealFiles(Environment.ofProcess());
            for (int i = 1; i <= lines; i++) {
                files.append(journal, "{\"line\":" + i + "}", true);
            }
            files.append(journal, "{\"progress\":1}", false);
            disk.cut();
            List<String> there = Files.readAllLines(journal);
            assertThat(there).hasSizeGreaterThanOrEqualTo(lines);
            assertThat(there.get(lines - 1)).isEqualTo("{\"line\":" + lines + "}");
        }
    }

    /** What the act said, with strace attached just before it where there is something to inject. */
    private String act(String verb, Path place, String inject) throws Exception {
        Path rehearsal = temporary.resolve("rehearsal");
        for (String one : List.of("0", "1")) {
            filled(rehearsal.resolve(one), verb.equals("remove"));
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FaultMain.class.getName(),
                        verb,
                        rehearsal.toString(),
                        place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            if (!inject.isEmpty()) {
                Process strace = new ProcessBuilder(
                                "strace", "-f", "-o", "/dev/null", "-e", inject, "-p", Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .start();
                assertThat(strace.inputReader().readLine()).contains("attached");
            }
            process.getOutputStream().write('\n');
            process.getOutputStream().close();
            String answer = said.readLine();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
            return answer == null ? "killed" : answer;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path filled(Path place, boolean there) throws IOException {
        Files.createDirectories(place);
        if (there) {
            Files.write(place.resolve("a"), OLD);
        }
        Files.write(place.resolve("from"), NEW);
        return place;
    }

    /** An ext4 file system in a file. */
    private record Disk(Path image, Path mount) implements AutoCloseable {
        static Disk make(Path directory) throws IOException {
            Disk disk = new Disk(directory.resolve("image"), Files.createDirectory(directory.resolve("mount")));
            sh("truncate -s 64M '" + disk.image + "' && mkfs.ext4 -q -F -O has_journal '" + disk.image + "'");
            disk.mounted();
            return disk;
        }

        Path prepared(boolean there) throws IOException {
            Path place = filled(mount.resolve("place"), there);
            sh("sync -f '" + mount + "'");
            return place;
        }

        private void mounted() throws IOException {
            sh("mount -o loop,noauto_da_alloc '" + image + "' '" + mount + "'");
        }

        /** The power goes and comes back. */
        void cut() throws IOException {
            sh("python3 -c \"$0\" '" + mount + "'", SHUTDOWN);
            sh("umount '" + mount + "'");
            // a container that starts at this moment may hold the mount a while longer
            sh("for i in $(seq 300); do losetup -j '" + image + "' | grep -q . || exit 0; sleep 0.1; done; exit 1");
            mounted();
        }

        @Override
        public void close() throws IOException {
            sh("umount -l '" + mount + "'");
        }

        private static void sh(String script, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of("bash", "-euc", script));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            try {
                assertThat(process.waitFor()).as(script + ": " + said).isZero();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
