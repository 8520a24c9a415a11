package hikae.app;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.demo.DemoHost;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.real.RealHost;
import hikae.lab.ChangedHost;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo with nobody there: what it leaves in the directory it was started in. */
class DemoTest {
    /** What README's "What it writes" names, each with its mode; a time in a name is 0. */
    private static final Map<String, String> SET_UP = Map.ofEntries(
            Map.entry(".env", "rw-r--r--"),
            Map.entry(".gitignore", "rw-r--r--"),
            Map.entry("compose.yml", "rw-r--r--"),
            Map.entry("RECOVERY.md", "rw-r--r--"),
            Map.entry("checklist.md", "rw-r--r--"),
            Map.entry("secrets", "rwx------"),
            Map.entry("secrets/db_password", "rw-------"),
            Map.entry("instance", "rwx------"),
            Map.entry("instance/0.tar", "rw-------"));

    private static final Set<String> ACTS = Set.of("write", "makeDirectory", "link", "rename");

    @TempDir
    Path temporary;

    private Path here;

    @BeforeEach
    void prepare() throws IOException {
        here = Files.createDirectory(temporary.resolve("here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-input", "--no-input --yes", "--no-input --plain", "--json", "--json --yes"})
    void writesEverythingThatReadmeNames(String words) {
        Program.Ended ended = demo(words);

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(written("hikae-demo")).containsAllEntriesOf(SET_UP).containsEntry("", "rwx------");
        assertThat(written("hikae-demo"))
                .containsKeys(
                        "backups/last/misskey-0.sql.gz",
                        "backups/daily/misskey-0.sql.gz",
                        "backups/weekly/misskey-0.sql.gz",
                        "backups/monthly/misskey-0.sql.gz",
                        "hikae/runs/0-setup/journal.jsonl",
                        "hikae/runs/0-rehearse/journal.jsonl");
        assertThat(names(here)).containsExactly("hikae-demo");
    }

    @Test
    void printsOneObjectThatTellsWhatWasWrittenWhere() {
        Program.Ended ended = demo("--json");

        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.json())
                .containsEntry("report", "demo")
                .containsEntry("exit", 0L)
                .containsEntry("demo_dir", here.resolve("hikae-demo").toString());
        assertThat(String.valueOf(ended.json().get("files"))).contains("compose.yml", "secrets/db_password");
    }

    @Test
    void tellsHowASetUpEndsAndNamesTheFiles() {
        assertThat(demo("--no-input").out())
                .contains("No real server was touched", "read to its last byte", here + "/hikae-demo")
                .contains("\nsecrets/db_password\n");
        assertThat(demo("--no-input --lang ja").out()).contains("実際のサーバーには何もしていません", here + "/hikae-demo で確認できます");
    }

    @Test
    void worksAgainAndKeepsWhatWasThere() throws IOException {
        demo("--no-input");
        Files.writeString(here.resolve("hikae-demo/notes"), "mine");
        Program.Ended again = demo("--json");

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(written("hikae-demo")).containsAllEntriesOf(SET_UP).doesNotContainKey("notes");
        List<String> names = names(here);
        assertThat(names).hasSize(2).element(1).asString().matches("hikae-demo\\.\\d{8}-\\d{6}");
        assertThat(here.resolve(names.get(1)).resolve("notes")).hasContent("mine");
        assertThat(again.json())
                .containsEntry("moved_aside", here.resolve(names.get(1)).toString());
        demo("--no-input");
        assertThat(names(here)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"en, is not a directory, another directory", "ja, ディレクトリではありません, 別のディレクトリ"})
    void doesNotBeginWhereSomethingElseHasTheName(String language, String why, String hint) throws IOException {
        Files.writeString(here.resolve("hikae-demo"), "mine");

        assertRefused(demo("--no-input --lang " + language), here + "/hikae-demo", why, hint);
        assertThat(demo("--json").problem()).isEqualTo("demo-in-the-way");
        assertThat(here.resolve("hikae-demo")).hasContent("mine");
        Files.delete(here.resolve("hikae-demo"));
        Files.createSymbolicLink(here.resolve("hikae-demo"), temporary);
        assertRefused(demo("--no-input --lang " + language), here + "/hikae-demo", why, hint);
        assertThat(names(here)).containsExactly("hikae-demo");
    }

    @ParameterizedTest
    @CsvSource({"en, cannot write, hikae demo --no-input", "ja, 書き込めません, hikae demo --no-input"})
    void doesNotBeginWhereNobodyCanWrite(String language, String why, String hint) {
        here = Path.of("/sys");

        assertRefused(demo("--no-input --lang " + language), "/sys", why, hint);
        assertThat(demo("--json").problem()).isEqualTo("demo-unwritable");
    }

    private static void assertRefused(Program.Ended ended, String... said) {
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(said);
        assertThat(ended.err().lines()).hasSizeLessThan(6);
    }

    @Test
    void aDiskThatGetsFullEndsItAndLeavesNothing() {
        for (int at : List.of(0, 9)) {
            Program.Ended ended = Program.run(failing(at), "demo", "--json");
            assertThat(ended.status()).isEqualTo(3);
            assertThat(ended.problem()).isEqualTo("demo-unwritable");
            assertThat(ended.err()).contains("The disk is full", "Nothing was left there");
            assertThat(names(here)).isEmpty();
        }
    }

    /** Each act of writing in turn is the one that fails. */
    @Test
    void leavesWhatWasThereWhereverWritingFails() throws IOException {
        DemoHost made = new DemoHost(Clock.systemUTC());
        assertThat(Program.run(made, "setup", "--no-input", "--yes").status()).isZero();
        Map<String, Object> facts = Map.of("backup_dir", DemoHost.MISSKEY + "-backup");
        Report setUp = new Report("setup", Message.of("report.setup.headline"), List.of(), facts, ExitCode.DONE);
        Files.createDirectory(here.resolve("hikae-demo"));
        Files.writeString(here.resolve("hikae-demo/notes"), "mine");
        int failed = 0;
        while (isRefused(new DemoFiles(made, failing(failed)), setUp)) {
            assertThat(names(here)).containsExactly("hikae-demo");
            assertThat(names(here.resolve("hikae-demo"))).containsExactly("notes");
            failed++;
        }
        assertThat(failed).isGreaterThan(SET_UP.size());
        assertThat(names(here)).hasSize(2);
    }

    private static boolean isRefused(DemoFiles files, Report setUp) {
        try {
            files.keep(setUp);
            return false;
        } catch (ProblemException e) {
            assertThat(e.problem().id()).isEqualTo("demo-unwritable");
            return true;
        }
    }

    /** This server, on which this act of writing fails; they are counted from 0. */
    private Host failing(int at) {
        Host real = RealHost.here(environment());
        AtomicInteger acts = new AtomicInteger();
        InvocationHandler handler = (proxy, method, words) -> {
            if (ACTS.contains(method.getName()) && acts.getAndIncrement() == at) {
                throw ProblemException.of("file-no-space", words[0]);
            }
            try {
                return method.invoke(real.files(), words);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        Class<?>[] types = {hikae.host.Files.class};
        Object files = Proxy.newProxyInstance(getClass().getClassLoader(), types, handler);
        return new ChangedHost(
                real.environment(),
                (hikae.host.Files) files,
                real.docker(),
                real.compose(),
                real.postgres(),
                real.web());
    }

    @Test
    void writesNothingWhenOnlyThePlanIsWanted() {
        Program.Ended ended = demo("--no-input --dry-run");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("Nothing was changed", "compose.yml").doesNotContain("hikae-demo");
        assertThat(names(here)).isEmpty();
    }

    @Test
    void writesNoBackupWhenNothingIsToBeStarted() {
        assertThat(demo("--no-input --files-only").status()).isZero();
        assertThat(written("hikae-demo")).containsAllEntriesOf(SET_UP);
        assertThat(written("hikae-demo").keySet()).noneMatch(name -> name.endsWith(".gz"));
    }

    @Test
    void findsTheFilesWhereverTheMadeUpServerHasThem() {
        assertThat(demo("--no-input --backup-dir /srv/backup").status()).isZero();
        assertThat(written("hikae-demo")).containsAllEntriesOf(SET_UP);
    }

    @Test
    void savesTheAnswersWhereItWasAskedTo() {
        assertThat(demo("--no-input --save-answers mine.yml").status()).isZero();
        assertThat(here.resolve("mine.yml")).content().contains("schedule: '0 4 * * *'");
        assertThat(demo("--no-input --answers mine.yml").status()).isZero();
    }

    private Program.Ended demo(String words) {
        return Program.run(environment(), ("demo " + words).strip().split(" "));
    }

    private Environment environment() {
        Environment real = Environment.ofProcess();
        return new Environment(Map.of(), real.user(), real.uid(), temporary, here, Clock.systemUTC());
    }

    private Map<String, String> written(String directory) {
        Path top = here.resolve(directory);
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.toList()) {
                String name = top.relativize(path).toString().replaceAll("\\d+(-\\d+)?", "0");
                modes.put(
                        name,
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return modes;
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
