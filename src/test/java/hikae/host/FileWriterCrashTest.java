package hikae.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.files.RealFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file writer with its Nth system call of a kind refused, or the process killed at it: the file is the old one or
 * the new one, whole, and never wider than asked; the next act puts all right.
 */
@Tag("crash")
class FileWriterCrashTest {
    private static final boolean ALL = "yes".equals(System.getenv("HIKAE_CRASH_ALL"));
    private static final byte[] OLD = "old\n".repeat(3000).getBytes(UTF_8);
    private static final byte[] NEW = "new\n".repeat(5000).getBytes(UTF_8);

    /** What an act is made of; the others of the JDK only look. */
    private static final String CALLS =
            "openat,write,pwrite64,sendfile,copy_file_range,fsync,rename,link,unlink,fchmod,chmod,fchown,chown,lchown,"
                    + "close";

    private static final List<String> FAULTS = List.of("signal=SIGKILL", "error=EIO", "error=ENOSPC", "error=EACCES");

    private static final List<String> VERBS =
            List.of("write", "open-write", "replace", "append", "copy", "link", "move", "remove");

    private static final List<String> TABLE = new ArrayList<>();

    @TempDir
    static Path temporary;

    @AfterAll
    static void show() {
        TABLE.forEach(System.out::println);
        System.out.println(TABLE.size() + " faults of the file writer");
    }

    @TestFactory
    Stream<DynamicTest> eachFault() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String verb : ALL ? VERBS : List.of("write", "append")) {
            boolean takesOver =
                    List.of("write", "open-write", "replace", "append").contains(verb);
            if (takesOver || verb.equals("remove")) {
                tests.addAll(faults(verb, true));
            }
            if (!verb.equals("remove")) {
                tests.addAll(faults(verb, false));
            }
        }
        return tests.stream();
    }

    private List<DynamicTest> faults(String verb, boolean there) throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, Integer> call : counted(verb, there).entrySet()) {
            for (int n = 1; n <= call.getValue(); n++) {
                for (String fault : ALL ? FAULTS : FAULTS.subList(0, 2)) {
                    String inject = call.getKey() + ":" + fault + ":when=" + n;
                    String name = verb + (there ? " over " : " ") + inject;
                    tests.add(DynamicTest.dynamicTest(name, () -> check(verb, there, inject, name)));
                }
            }
        }
        return tests;
    }

    /** How often an act makes each call, by one that is only looked at. */
    private Map<String, Integer> counted(String verb, boolean there) throws Exception {
        Case one = new Case(verb, there);
        assertThat(one.act("trace=" + CALLS)).isEqualTo("done");
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : java.nio.file.Files.readAllLines(one.trace)) {
            String call = line.replaceFirst("^(?:\\[pid +)?\\d+\\]? +", "").replaceFirst("\\(.*", "");
            boolean ours =
                    line.contains(one.place.toString()) || line.contains("\"/proc/self/fd/") || !line.contains("\"/");
            if (call.matches("[a-z0-9_]+") && ours && !line.contains("write(1,") && !call.equals("close")) {
                counts.merge(call, 1, Integer::sum);
            }
        }
        assertThat(counts).isNotEmpty();
        return counts;
    }

    private static void check(String verb, boolean there, String inject, String name) throws Exception {
        String said = "FAILED";
        try {
            Case one = new Case(verb, there);
            String answer = one.act("inject=" + inject);
            assertThat(answer).matches("done|problem [a-z-]+|killed");
            one.requireWhole(answer);
            boolean killed = answer.equals("killed");
            if (!killed && !inject.startsWith("unlink")) {
                assertThat(one.names().stream().filter(left -> left.contains(".tmp-")))
                        .as("temporary files left")
                        .isEmpty();
            }
            one.again();
            said = answer;
        } finally {
            TABLE.add(String.format("%-28s %s", said, name));
        }
    }

    /** One act in a directory of its own. */
    private static final class Case {
        private final String verb;
        private final boolean there;
        private final Path place;
        private final Path trace;

        Case(String verb, boolean there) throws IOException {
            this.verb = verb;
            this.there = there;
            Path directory = java.nio.file.Files.createTempDirectory(temporary, "case");
            this.place = prepared(directory.resolve("place"));
            this.trace = directory.resolve("trace");
        }

        private Path prepared(Path at) throws IOException {
            java.nio.file.Files.createDirectories(at);
            if (there) {
                java.nio.file.Files.write(at.resolve("a"), OLD);
                java.nio.file.Files.setPosixFilePermissions(
                        at.resolve("a"), PosixFilePermissions.fromString("rw-------"));
            }
            java.nio.file.Files.write(at.resolve("from"), NEW);
            java.nio.file.Files.setPosixFilePermissions(
                    at.resolve("from"), PosixFilePermissions.fromString("rw-------"));
            return at;
        }

        /** What the act said, with strace attached just before it. */
        String act(String expression) throws Exception {
            Path rehearsal = place.resolveSibling("rehearsal");
            prepared(rehearsal.resolve("0"));
            prepared(rehearsal.resolve("1"));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-XX:-UsePerfData",
                            "-XX:-UseContainerSupport",
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
                Process strace = attached(process.pid(), expression);
                process.getOutputStream().write('\n');
                process.getOutputStream().close();
                String answer = said.readLine();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
                strace.waitFor();
                return answer == null ? "killed" : answer;
            } finally {
                process.destroyForcibly();
            }
        }

        private Process attached(long pid, String expression) throws IOException {
            Process strace = new ProcessBuilder(
                            "strace", "-f", "-o", trace.toString(), "-e", expression, "-p", Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said = strace.inputReader();
            String line = said.readLine();
            assertThat(line).contains("attached");
            return strace;
        }

        /** Old or new, and new when it says so. */
        void requireWhole(String answer) throws IOException {
            Path target = place.resolve("a");
            boolean exists = java.nio.file.Files.exists(target);
            byte[] now = exists ? java.nio.file.Files.readAllBytes(target) : new byte[0];
            switch (verb) {
                case "append" -> {
                    byte[] first = there ? OLD : new byte[0];
                    assertThat(new String(now, UTF_8)).startsWith(new String(first, UTF_8));
                    if (answer.equals("done")) {
                        assertThat(new String(now, UTF_8)).isEqualTo(new String(first, UTF_8) + "new\n");
                    }
                }
                case "remove" ->
                    assertThat(!exists || java.util.Arrays.equals(now, OLD)).isTrue();
                default -> {
                    boolean old = there ? java.util.Arrays.equals(now, OLD) : !exists;
                    boolean fresh = java.util.Arrays.equals(now, NEW);
                    assertThat(old || fresh)
                            .as("old or new, whole: %d bytes", now.length)
                            .isTrue();
                    // a hard link that the system refuses is answered, not a problem
                    assertThat(fresh || !answer.equals("done") || verb.equals("link"))
                            .as("done, and new")
                            .isTrue();
                    boolean kept = java.nio.file.Files.exists(place.resolve("from"));
                    assertThat(kept || fresh).as("moved, or still there").isTrue();
                }
            }
            requireNarrow();
        }

        private void requireNarrow() throws IOException {
            java.nio.file.Files.walkFileTree(place, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String mode = PosixFilePermissions.toString(java.nio.file.Files.getPosixFilePermissions(file));
                    boolean asked = verb.equals("open-write")
                            && !file.getFileName().toString().endsWith(".bak");
                    assertThat(mode).isIn(asked ? List.of("rw-------", "rw-r--r--") : List.of("rw-------"));
                    return FileVisitResult.CONTINUE;
                }
            });
        }

        /** The same act once more, with nothing in its way. */
        void again() throws IOException {
            Files files = new RealFiles(Environment.ofProcess());
            Path target = place.resolve("a");
            switch (verb) {
                case "append" -> {
                    files.append(target, "again", true);
                    assertThat(new String(java.nio.file.Files.readAllBytes(target), UTF_8))
                            .endsWith("\nagain\n".substring(there ? 0 : 1));
                }
                case "remove" -> {
                    files.remove(target);
                    assertThat(target).doesNotExist();
                }
                default -> {
                    files.replace(target, NEW);
                    assertThat(target).hasBinaryContent(NEW);
                }
            }
        }

        List<String> names() {
            return new RealFiles(Environment.ofProcess())
                    .list(place).stream()
                            .map(path -> path.getFileName().toString())
                            .toList();
        }
    }
}
