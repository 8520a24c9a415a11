package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.ask.Field;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import hikae.work.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from nothing to a proved service and its changes, with a real engine, Compose and PostgreSQL. */
@Tag("lab")
class SetupLabTest {
    private static final String IMAGE =
            "prodrigestivill/postgres-backup-local:" + System.getenv("HIKAE_LAB_PG_MAJOR") + "-alpine";

    private static LabInstance misskey;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        misskey = LabInstance.plain();
    }

    @AfterAll
    static void stop() {
        misskey.close();
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @Test
    void withNoAnswerAtAllItFindsEverythingAndEndsArmed() {
        String before = Lab.containers(misskey.project());
        Program.Ended ended = hikae("setup", "--no-input", "--yes", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.json())
                .containsEntry("backup_dir", misskey.backup().toString())
                .containsEntry("schedule", "0 4 * * *")
                .containsEntry("timezone", "Asia/Tokyo")
                .containsEntry("checks_failed", 0L);
        new Armed(misskey).assertSo("0 4 * * *");
        assertThat(Lab.containers(misskey.project())).isEqualTo(before);

        assertThat(misskey.backup().resolve("backups/last/" + misskey.fact("DB_NAME") + "-latest.sql.gz"))
                .exists();
    }

    @Test
    void theSameAgainWritesNothingAndMakesNoContainerAnew() {
        assertThat(hikae("setup", "--no-input", "--yes").status())
                .isZero(); // with the rehearsal, which is not repeated
        Map<String, String> files = Tree.of(misskey.backup());
        String containers = Lab.containers(misskey.project() + "-backup");
        for (List<String> again : List.of(List.of("setup"), List.of("schedule"), List.of("schedule", "0 4 * * *"))) {
            List<String> words = Stream.concat(again.stream(), Stream.of("--no-input", "--yes", "--json"))
                    .toList();
            Program.Ended ended = hikae(words.toArray(String[]::new));
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.json()).containsEntry("changed", false);
            assertThat(Tree.of(misskey.backup())).isEqualTo(files);
            assertThat(Lab.containers(misskey.project() + "-backup")).isEqualTo(containers);
        }
    }

    @Test
    void anotherScheduleIsOneLineAndOneContainer() {
        setUp();
        Path compose = misskey.backup().resolve("compose.yml");
        LabFlow.edit(compose, text -> text.replace("services:", "# 消さないで\nservices:") + "\n# the end\n");
        String edited = LabFlow.read(compose);
        String theirs = Lab.containers(misskey.project());
        String ours = misskey.backupContainer();
        Program.Ended ended = hikae("schedule", "30 3 * * *", "--no-input", "--yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(LabFlow.read(compose)).isEqualTo(edited.replace("0 4 * * *", "30 3 * * *"));
        assertThat(Lab.containers(misskey.project())).isEqualTo(theirs);
        assertThat(misskey.backupContainer()).isNotEqualTo(ours);
        new Armed(misskey).assertSo("30 3 * * *");
    }

    @Test
    void aServiceLeftOnANetworkThatIsGoneIsMadeAnew() {
        setUp();
        String stale = misskey.backupContainer();
        Lab.docker("stop", stale);
        misskey.compose("down");
        misskey.compose("up -d");
        Map<String, String> files = Tree.of(misskey.backup().resolve("secrets"));
        setUp();
        assertThat(misskey.backupContainer()).isNotEqualTo(stale);
        assertThat(Tree.of(misskey.backup().resolve("secrets"))).isEqualTo(files);
        new Armed(misskey).assertSo("0 4 * * *");
    }

    @Test
    void aStoppedServiceIsStartedAgain() {
        setUp();
        String stopped = misskey.backupContainer();
        Lab.docker("stop", stopped);
        setUp();
        assertThat(misskey.backupContainer()).isEqualTo(stopped);
        new Armed(misskey).assertSo("0 4 * * *");
    }

    @Test
    void anotherPasswordIsWrittenAndTheContainerThatKnowsItIsNew() {
        setUp();
        String before = misskey.backupContainer();
        String other = "other $pass' word";
        misskey.password(other);
        try {
            Program.Ended refused = hikae("setup", "--no-input", "--yes", "--json");
            assertThat(refused.status()).isEqualTo(ExitCode.PROBLEM.status());
            assertThat(refused.problem()).isEqualTo("login-refused");
            assertThat(misskey.backupContainer()).isEqualTo(before);

            EnterOnly face = new EnterOnly().typing(interview -> {
                for (Field<?> field : interview.fields()) {
                    if (field.id().equals("password")) {
                        interview.type(field, other);
                    }
                }
            });
            assertThat(flow().setup(Lab.host(home), face)).contains(ExitCode.DONE);
            assertThat(LabFlow.read(misskey.backup().resolve("secrets/db_password")))
                    .isEqualTo(other);
            assertThat(misskey.backupContainer()).isNotEqualTo(before);
            new Armed(misskey).assertSo("0 4 * * *");
        } finally {
            misskey.password(misskey.password());
        }
    }

    @Test
    void aPasswordFileThatAnEditorReplacedIsReadByANewContainer() throws IOException {
        setUp();
        String before = misskey.backupContainer();
        misskey.password("typed into the file");
        Path file = misskey.backup().resolve("secrets/db_password");
        Path fresh = Files.writeString(file.resolveSibling("new"), "typed into the file");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        try {
            Path secret = Files.copy(file, home.resolve("secret"), StandardCopyOption.COPY_ATTRIBUTES);
            Path answers = Files.writeString(home.resolve("answers.yml"), "password_file: " + secret + "\n");
            Program.Ended ended = hikae("setup", "--no-input", "--yes", "--answers", answers.toString());
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(misskey.backupContainer()).isNotEqualTo(before);
            new Armed(misskey).assertSo("0 4 * * *");
        } finally {
            misskey.password(misskey.password());
        }
    }

    @Test
    void backupsDoNotGoToADirectoryThatIsNoMore() {
        setUp();
        String before = misskey.backupContainer();
        Lab.shell("rm -rf '" + misskey.backup() + "/backups'");
        setUp();
        assertThat(misskey.backupContainer()).isNotEqualTo(before);
        Lab.docker("exec", misskey.backupContainer(), "/backup.sh");
        assertThat(misskey.backup().resolve("backups/last")).isNotEmptyDirectory();
    }

    @Test
    void anImageThatIsNotHereStopsItMidwayAndTheNextRunEndsIt() {
        Lab.docker("tag", IMAGE, "hikae-lab/kept:1");
        Lab.docker("rmi", IMAGE);
        try {
            Program.Ended ended = hikae("setup", "--no-input", "--yes", "--json");
            assertThat(ended.status()).as(ended.err()).isEqualTo(ExitCode.MIDWAY.status());
            assertThat(ended.problem()).isEqualTo("image-missing");
            Path run = misskey.backup()
                    .resolve("hikae/runs")
                    .resolve(String.valueOf(ended.json().get("run")));
            assertThat(LabFlow.read(run.resolve("journal.jsonl")))
                    .contains("\"failed\"")
                    .contains("image-missing")
                    .doesNotContain("\"well\":true");
        } finally {
            Lab.docker("tag", "hikae-lab/kept:1", IMAGE);
            Lab.docker("rmi", "hikae-lab/kept:1");
        }
        setUp();
        new Armed(misskey).assertSo("0 4 * * *");
    }

    @Test
    void underRootAllFilesButItsOwnRecordsBelongToTheOwnerOfTheDirectoryTheyAreIn() throws IOException {
        Path place = Files.createDirectory(home.resolve("their-home"));
        Files.setAttribute(place, "unix:uid", 61234);
        Files.setAttribute(place, "unix:gid", 61234);
        Path backup = place.resolve("控え: $HOME's {x} #1");
        Program.Ended ended = hikae("setup", "--no-input", "--yes", "--backup-dir", backup.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        List<String> records = new ArrayList<>();
        for (String name : Tree.withoutDumps(backup)) {
            Path path = Path.of(name);
            boolean record = Tree.isOwnRecord(name);
            records.addAll(record ? List.of(name) : List.of());
            int owner = record ? 0 : 61234; // what the owner of the directory says there is not believed
            assertThat(Files.getAttribute(path, "unix:uid")).as("%s", path).isEqualTo(owner);
            assertThat(Files.getAttribute(path, "unix:gid")).as("%s", path).isEqualTo(owner);
        }
        assertThat(records)
                .extracting(name -> name.replaceFirst(".*/", ""))
                .contains("image.json", "journal.jsonl", "notes.json", "parts.json", "proved.json");
        for (String name : List.of("", "secrets", "backups", "hikae", "hikae/runs")) {
            assertThat(Files.getAttribute(backup.resolve(name), "unix:uid"))
                    .as(name)
                    .isEqualTo(61234);
        }
        new Armed(misskey, backup).assertSo("0 4 * * *");
    }

    @Test
    void filesAloneCanBeWrittenAndTheServiceStartedByHand() {
        Program.Ended ended = hikae("setup", "--no-input", "--yes", "--files-only");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(Lab.containers(misskey.project() + "-backup")).isEmpty();
        Lab.shell("cd '" + misskey.backup() + "' && docker compose up -d");
        Program.Ended again = hikae("setup", "--no-input", "--yes", "--json");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.json()).containsEntry("changed", true);
        assertThat(misskey.backup().resolve("backups/last")).isNotEmptyDirectory();
        new Armed(misskey).assertSo("0 4 * * *");
    }

    private void setUp() {
        flow().setUp();
    }

    private Program.Ended hikae(String... arguments) {
        return flow().hikae(arguments);
    }

    private LabFlow flow() {
        return new LabFlow(Lab.environment(home, Map.of()));
    }
}
