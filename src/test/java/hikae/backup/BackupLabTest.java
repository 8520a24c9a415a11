package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that are made and read for real, and every way in which making one fails. */
@Tag("lab")
class BackupLabTest {
    private static final int ROWS = 1_000_000;

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
        Program.Ended ended = hikae("setup", "--no-input", "--yes", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @Test
    void aSetupEndsWithABackupThatWasReadAndTheNextOneMakesNoOther() {
        Map<String, Object> first = only(backups());
        assertThat(first).containsEntry("verdict", "good");
        assertThat(hikae("setup", "--no-input", "--yes", "--json").json()).containsEntry("changed", false);
        assertThat(only(backups())).containsEntry("file", first.get("file"));
    }

    @Test
    void aBackupHoldsExactlyTheRowsTheDatabaseHas() {
        long first = Instant.now().getEpochSecond();
        await(() -> Instant.now().getEpochSecond() > first); // the image names a dump by the second
        Program.Ended ended = hikae("backup", "--no-input", "--yes", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
        Map<String, Object> dump = object(object(ended.json().get("backup")).get("dump"));
        Map<String, Object> rows = object(dump.get("rows"));
        assertThat(rows).hasSizeGreaterThan(20);
        rows.forEach((table, count) ->
                assertThat(count).as(table).isEqualTo(Long.valueOf(query("select count(*) from \"" + table + "\""))));
        assertThat(dump.get("newest_note")).isEqualTo(query("select max(id) from note"));
        assertThat((List<?>) dump.get("migrations"))
                .last()
                .isEqualTo(query("select name from migrations order by \"timestamp\" desc limit 1"));
        assertThat(ended.json()).containsKeys("next_run", "previous_bytes");
    }

    @Test
    void aTruncatedAndAFlippedBackupAreToldWithAllTheirNamesAndMoveNothing() throws IOException {
        Path dump = Path.of(String.valueOf(only(backups()).get("file")));
        byte[] whole = Files.readAllBytes(dump);
        Files.write(dump, java.util.Arrays.copyOf(whole, whole.length / 2));

        Program.Ended ended = hikae("verify", "--no-input", "--json");
        assertThat(ended.status()).isEqualTo(5);
        Map<String, Object> told = object(list(ended.json().get("backups")).get(0));
        assertThat(told).containsEntry("verdict", "bad");
        assertThat(list(told.get("names"))).hasSize(4);
        assertThat(hikae("verify", "--no-input").out()).contains("daily/").contains("monthly/");
        assertThat(dump).exists();
        assertThat(hikae("backups", "--no-input", "--json").status()).isEqualTo(5);

        whole[whole.length / 2] ^= 4;
        Files.write(dump, whole);
        assertThat(hikae("verify", "--no-input", "--all").status()).isEqualTo(5);
    }

    @Test
    void aWrongPasswordLeavesNothingAndIsNamed() {
        misskey.password("changed since");
        try {
            assertFails("backup-password", 3, false);
        } finally {
            misskey.password(misskey.password());
        }
    }

    @Test
    void aStoppedDatabaseIsNamed() {
        misskey.compose("stop db");
        try {
            assertFails("backup-host", 3, false);
        } finally {
            misskey.compose("start db");
            await(() -> query("select 1").equals("1"));
        }
    }

    @Test
    void aStoppedContainerIsNamedAndNotStarted() {
        Lab.docker("stop", misskey.backupContainer());
        assertFails("backup-container-stopped", 3, false);
        assertThat(Lab.containers(misskey.project() + "-backup")).endsWith("exited");
    }

    @Test
    void aContainerKilledInTheMiddleLeavesAPartialFileThatIsNamed() {
        assertDiesInTheMiddle(misskey.backupContainer(), "backup-container-died");
    }

    @Test
    void aDatabaseKilledInTheMiddleLeavesAPartialFileThatIsNamed() {
        assertDiesInTheMiddle(misskey.fact("DB_CONTAINER"), "backup-server-died");
        Lab.docker("start", misskey.fact("DB_CONTAINER"));
        await(() -> query("select 1").equals("1"));
    }

    @Test
    void aFullDiskLeavesAPartialFileAndTheGoodOneBefore() {
        Path backups = misskey.backup().resolve("backups");
        fill();
        Lab.shell("mount -t tmpfs -o size=1m,mode=700 tmpfs '" + backups + "'");
        try {
            Lab.docker("restart", misskey.backupContainer());
            assertFails("backup-no-space", 4, true);
            assertThat(list(hikae("verify", "--no-input", "--json").json().get("backups")))
                    .first()
                    .extracting(one -> object(one).get("verdict"))
                    .isEqualTo("bad");
        } finally {
            Lab.docker("stop", misskey.backupContainer());
            Lab.shell("umount '" + backups + "'");
            misskey.sql("DROP TABLE filler");
        }
        assertThat(hikae("verify", "--no-input").status()).isZero();
    }

    @Test
    void anEmptyDatabaseIsNoGoodBackup() {
        LabInstance empty = LabInstance.plain();
        try {
            assertThat(Program.run(environment(), "setup", "--no-input", "--yes", "--dir", dir(empty))
                            .status())
                    .isZero();
            empty.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            Program.Ended ended =
                    Program.run(environment(), "backup", "--no-input", "--yes", "--json", "--dir", dir(empty));
            assertThat(ended.status()).isEqualTo(5);
            assertThat(ended.out()).contains("dump-no-tables");
        } finally {
            empty.close();
        }
    }

    @Test
    void aHookThatPrintsEndlesslyAndInColorsIsBoundedAndHarmless() throws IOException {
        String noise =
                "#!/bin/sh\ni=0; while [ $i -lt 20000 ]; do printf '\\033[31mred\\007 \\033]0;title\\007 %0100d\\n' 0;"
                        + " i=$((i+1)); done\n";
        Path hook = Files.writeString(home.resolve("noise"), noise);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        Lab.shell("docker exec -i " + misskey.backupContainer() + " sh -c 'mkdir -p /hooks && cat >/hooks/99-noise"
                + " && chmod 755 /hooks/99-noise' <'" + hook + "'");
        Program.Ended ended = hikae("backup", "--no-input", "--yes");
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
        fill();
        try {
            Present present = new PresentReader(Lab.host(home), true).read(misskey.backup(), "");
            List<String> said = new ArrayList<>();
            new MakeBackup(BackupSettings.of(present), present.directory(), present.backups())
                    .run(Lab.host(home), new Silent() {
                        @Override
                        public void advanced(long done, long total, hikae.text.Say unit) {
                            said.add(done + "/" + total + " " + unit.args());
                            assertThat(done).isLessThanOrEqualTo(total);
                        }
                    });
            assertThat(said).isNotEmpty().anyMatch(line -> line.endsWith("[filler]"));
        } finally {
            misskey.sql("DROP TABLE filler");
        }
    }

    /** Kills it as soon as the dump has begun to grow. */
    private void assertDiesInTheMiddle(String container, String problem) {
        fill();
        Path last = misskey.backup().resolve("backups/last");
        List<Path> before = files(last);
        CompletableFuture<Void> kill = CompletableFuture.runAsync(() -> {
            await(() -> files(last).stream().anyMatch(file -> !before.contains(file) && size(file) > 100_000));
            Lab.docker("kill", container);
            Lab.docker("start", container);
        });
        try {
            assertFails(problem, 4, true);
            kill.join();
        } finally {
            Lab.docker("start", misskey.fact("DB_CONTAINER"));
            await(() -> query("select 1").equals("1"));
            misskey.sql("DROP TABLE filler");
        }
        assertThat(backups()).extracting(one -> object(one).get("verdict")).contains("good");
    }

    private void assertFails(String problem, int status, boolean partial) {
        List<Path> before = files(misskey.backup().resolve("backups/last"));
        Program.Ended ended = hikae("backup", "--no-input", "--yes", "--json");
        assertThat(ended.problem()).as(ended.out()).isEqualTo(problem);
        assertThat(ended.status()).isEqualTo(status);
        assertThat(files(misskey.backup().resolve("backups/last")).size() > before.size() || partial)
                .isEqualTo(partial);
    }

    /** A table that takes a while to dump. */
    private static void fill() {
        misskey.sql("CREATE TABLE filler AS SELECT g AS id, md5(g::text) || md5((g * 7)::text) AS a,"
                + " md5((g * 13)::text) AS b FROM generate_series(1, " + ROWS + ") g;"
                + " ANALYZE filler");
    }

    private List<?> backups() {
        return list(hikae("backups", "--no-input", "--json").json().get("backups"));
    }

    private static Map<String, Object> only(List<?> items) {
        assertThat(items).hasSize(1);
        return object(items.get(0));
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static String query(String sql) {
        try {
            return Lab.docker(
                    "exec",
                    misskey.fact("DB_CONTAINER"),
                    "psql",
                    "-XAt",
                    "-U",
                    misskey.fact("DB_USER"),
                    "-d",
                    misskey.fact("DB_NAME"),
                    "-c",
                    sql);
        } catch (AssertionError e) {
            return "";
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static String dir(LabInstance instance) {
        return instance.directory().toString();
    }

    private hikae.host.Environment environment() {
        return Lab.environment(home, Map.of());
    }

    private Program.Ended hikae(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--dir", misskey.directory().toString()));
        return Program.run(environment(), all.toArray(String[]::new));
    }
}
