package hikae.backup.home;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.backup.LabBackups;
import hikae.backup.Silent;
import hikae.backup.container.MakeBackup;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.lab.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that are made and read for real. */
@Tag("lab")
class BackupLabTest {
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

    @BeforeEach
    void setUp() {
        lab().setUp();
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @Test
    void u50ASetupEndsWithABackupThatWasReadAndTheNextOneMakesNoOther() {
        Map<String, Object> first = LabBackups.only(lab().backups());
        assertThat(first).containsEntry("verdict", "good");
        assertThat(lab().hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json")
                        .json())
                .containsEntry("changed", false);
        assertThat(LabBackups.only(lab().backups())).containsEntry("file", first.get("file"));
    }

    @Test
    void aBackupHoldsExactlyTheRowsTheDatabaseHas() {
        long first = Instant.now().getEpochSecond();
        Lab.await(() -> Instant.now().getEpochSecond() > first); // the image names a dump by the second
        Program.Ended ended = lab().hikae("backup", "--no-input", "--yes", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
        Map<String, Object> dump =
                LabBackups.object(LabBackups.object(ended.json().get("backup")).get("dump"));
        Map<String, Object> rows = LabBackups.object(dump.get("rows"));
        assertThat(rows).hasSizeGreaterThan(20);
        rows.forEach((table, count) -> assertThat(count)
                .as(table)
                .isEqualTo(Long.valueOf(misskey.query("select count(*) from \"" + table + "\""))));
        assertThat(dump.get("newest_note")).isEqualTo(misskey.query("select max(id) from note"));
        assertThat((List<?>) dump.get("migrations"))
                .last()
                .isEqualTo(misskey.query("select name from migrations order by \"timestamp\" desc limit 1"));
        assertThat(ended.json()).containsKeys("next_run", "previous_bytes");
    }

    @Test
    void aTruncatedAndAFlippedBackupAreToldWithAllTheirNamesAndMoveNothing() throws IOException {
        Path dump = Path.of(String.valueOf(LabBackups.only(lab().backups()).get("file")));
        byte[] whole = Files.readAllBytes(dump);
        Files.write(dump, Arrays.copyOf(whole, whole.length / 2));

        Program.Ended ended = lab().hikae("verify", "--no-input", "--json");
        assertThat(ended.status()).isEqualTo(5);
        Map<String, Object> told =
                LabBackups.object(LabBackups.list(ended.json().get("backups")).get(0));
        assertThat(told).containsEntry("verdict", "bad");
        assertThat(LabBackups.list(told.get("names"))).hasSize(4);
        assertThat(lab().hikae("verify", "--no-input").out()).contains("daily/").contains("monthly/");
        assertThat(dump).exists();
        assertThat(lab().hikae("backups", "--no-input", "--json").status()).isEqualTo(5);

        whole[whole.length / 2] ^= 4;
        Files.write(dump, whole);
        assertThat(lab().hikae("verify", "--no-input", "--all").status()).isEqualTo(5);
    }

    @Test
    void aBackupAtTheSecondOfTheScheduleDoesNotMeetTheSchedulesOwn() {
        ZonedDateTime due = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
        String schedule = due.format(DateTimeFormatter.ofPattern("s m H * * *"));
        assertThat(lab().hikae("schedule", schedule, "--tz", "UTC", "--no-input", "--yes")
                        .status())
                .isZero();
        int before = lab().backups().size();
        Lab.await(() -> Instant.now().isAfter(due.toInstant().minusMillis(1500)));
        Program.Ended ended = lab().hikae("backup", "--no-input", "--yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out() + ended.err()).contains("begins a few seconds after it");
        Lab.await(() -> lab().hikae("verify", "--all", "--no-input").status() == 0);
        assertThat(lab().backups()).hasSize(before + 2);
    }

    @Test
    void aBackupKeepsACopyOfMisskeysOwnFilesOnceTheyHaveChanged() throws IOException {
        Path copies = misskey.backup().resolve("instance");
        String before = misskey.read(".config/docker.env");
        assertThat(Tree.contents(copies)).hasSize(1);
        misskey.write(".config/docker.env", before + "# canary-of-the-copies\n");
        try {
            assertThat(lab().hikae("backup", "--no-input", "--yes").out()).doesNotContain("canary-of-the-copies");
            assertThat(Tree.contents(copies)).hasSize(2);
            lab().hikae("backup", "--no-input", "--yes");
            assertThat(lab().hikae("setup", "--no-rehearsal", "--no-input", "--yes", "--json")
                            .json())
                    .containsEntry("changed", false);
            assertThat(Tree.contents(copies)).hasSize(2);
        } finally {
            misskey.write(".config/docker.env", before);
        }
        String newest = Lab.shell("ls '" + copies + "'/*.tar | tail -n 1");
        assertThat(Lab.shell("tar -tf " + newest).lines())
                .containsExactly(".config/default.yml", ".config/docker.env", "compose.yml");
        assertThat(Lab.shell("tar -xOf " + newest + " .config/docker.env")).endsWith("# canary-of-the-copies");
        assertThat(Lab.shell("stat -c %a '" + copies + "' " + newest)).isEqualTo("700\n600");
        assertThat(Lab.shell("grep -rl canary-of-the-copies '" + misskey.backup() + "'"))
                .isEqualTo(newest);
    }

    @Test
    void aHookThatPrintsEndlesslyAndInColorsIsBoundedAndHarmless() throws IOException {
        String noise =
                "#!/bin/sh\ni=0; while [ $i -lt 20000 ]; do printf '\\033[31mred\\007 \\033]0;title\\007 %0100d\\n' 0;"
                        + " i=$((i+1)); done\n";
        Path hooks = Files.createDirectory(misskey.backup().resolve("hooks"));
        Path hook = Files.writeString(hooks.resolve("99-noise"), noise);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path compose = misskey.backup().resolve("compose.yml");
        Files.writeString(
                compose,
                Files.readString(compose)
                        .replace("    volumes:\n", "    volumes:\n      - ./hooks/99-noise:/hooks/99-noise:ro\n"));
        Lab.shell("cd '" + misskey.backup() + "' && docker compose up -d 2>&1");
        Program.Ended ended = lab().hikae("backup", "--no-input", "--yes");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out() + ended.err()).doesNotContain("\033");
        try (Stream<Path> runs = Files.list(misskey.backup().resolve("hikae/runs"))) {
            for (Path log : runs.map(run -> run.resolve("log.txt"))
                    .filter(Files::exists)
                    .toList()) {
                assertThat(Files.size(log)).isLessThan(512 * 1024);
                assertThat(Files.readString(log)).doesNotContain("\033").doesNotContain("\007");
            }
        }
    }

    @Test
    void whileATableIsCopiedItsRowsAreCounted() {
        LabBackups.fill(misskey);
        try {
            BackupDirectory directory = new BackupDirectoryReader(Lab.host(home), true).read(misskey.backup(), "");
            List<String> said = new ArrayList<>();
            new MakeBackup(directory.settings(), directory.directory(), directory.backups())
                    .run(Lab.host(home), new Silent() {
                        @Override
                        public void advanced(long done, long total, hikae.text.Message unit) {
                            said.add(done + "/" + total + " " + unit.args());
                            assertThat(done).isLessThanOrEqualTo(total);
                        }
                    });
            assertThat(said).isNotEmpty().anyMatch(line -> line.endsWith("[filler]"));
        } finally {
            misskey.sql("DROP TABLE filler");
        }
    }

    private LabBackups lab() {
        return new LabBackups(misskey, home);
    }
}
