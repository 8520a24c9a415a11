package hikae.backup.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.backup.Silent;
import hikae.backup.container.MoveAside;
import hikae.dump.DumpReport;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Swap;
import hikae.host.Victim;
import hikae.host.real.RealHost;
import hikae.text.ProblemException;
import hikae.work.MakeDirectory;
import hikae.work.WriteFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Root works in the backup directory of somebody who replaces its directories by links at the same time. However often
 * it is tried, nothing behind the links is read or changed.
 */
class RacingOwnerTest {
    private static final int TRIES = 10_000;
    private static final int OWNER = 65534;

    /** In memory: what is tried is who wins, not how fast a disk is. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private Path base;
    private Path home;
    private Host host;
    private Files files;
    private Victim victim;
    private Map<String, String> before;

    private interface Act {
        void once() throws IOException;
    }

    @BeforeEach
    void beRoot() throws IOException {
        Environment environment = Environment.ofProcess();
        assumeTrue(environment.uid() == 0, "only root can work in the directory of somebody else");
        base = java.nio.file.Files.createTempDirectory(MEMORY, "hikae-race");
        java.nio.file.Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        host = RealHost.here(environment);
        files = host.files();
        home = base.resolve("misskey-backup");
        for (String name : List.of(
                "",
                "secrets",
                "hikae",
                "hikae/dumps",
                "hikae/runs",
                "hikae/runs/1",
                "backups",
                "backups/last",
                "backups/daily",
                "backups/weekly",
                "backups/monthly",
                "backups/rejected")) {
            Path directory = java.nio.file.Files.createDirectory(home.resolve(name));
            java.nio.file.Files.setAttribute(directory, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
        }
        victim = Victim.in(
                base.resolve("victim"), "db_password", "journal.jsonl", "misskey-1.sql.gz", "lock", "dump.sql.gz");
        before = victim.state();
    }

    @AfterEach
    void clean() throws IOException {
        if (base != null) {
            try (Stream<Path> all = java.nio.file.Files.walk(base)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    java.nio.file.Files.delete(path);
                }
            }
        }
    }

    /** What is refused is refused by name; how often it was done all the same shows that both were tried. */
    private void race(List<String> swapped, Act act) throws Exception {
        int done = 0;
        int refused = 0;
        List<Path> places = swapped.stream().map(home::resolve).toList();
        try (Swap owner = Swap.of(places, victim.directory(), OWNER)) {
            for (int i = 0; i < TRIES || ((done == 0 || refused == 0) && i < 10 * TRIES); i++) {
                try {
                    act.once();
                    done++;
                } catch (ProblemException e) {
                    refused++;
                }
            }
            assertThat(owner).isNotNull();
        }
        assertThat(done).as("done").isPositive();
        assertThat(refused).as("refused").isPositive();
        assertThat(victim.state()).isEqualTo(before);
        noCanaryIn(home);
    }

    private static void noCanaryIn(Path directory) throws IOException {
        try (Stream<Path> all = java.nio.file.Files.walk(directory)) {
            for (Path file : all.filter(path -> java.nio.file.Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                assertThat(java.nio.file.Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain(Victim.CANARY);
            }
        }
    }

    private void notTheVictims(Optional<byte[]> read) {
        read.ifPresent(bytes -> assertThat(new String(bytes, UTF_8)).doesNotContain(Victim.CANARY));
    }

    @Test
    void setUp() throws Exception {
        Path password = home.resolve("secrets/db_password");
        race(List.of("secrets"), () -> {
            new MakeDirectory(home.resolve("secrets"), Files.PRIVATE_DIRECTORY).run(host, new Silent());
            Optional<byte[]> present = files.readIfThere(password, 1000);
            notTheVictims(present);
            byte[] other = present.filter(bytes -> bytes[0] == 'a').isPresent() ? new byte[] {'b'} : new byte[] {'a'};
            new WriteFile(password, present, other, Files.PRIVATE, true).run(host, new Silent());
        });
    }

    @Test
    void status() throws Exception {
        files.write(home.resolve("backups/last/misskey-20261121-040000.sql.gz"), new byte[3], Files.PRIVATE);
        race(List.of("backups/last", "hikae"), () -> {
            BackupFolder folder = BackupFolder.read(files, home.resolve("backups"), new KnownDumps(files, home));
            assertThat(folder.dumps()).allMatch(dump -> dump.bytes() == 3);
            notTheVictims(files.readIfThere(home.resolve("hikae/lock"), 1000));
        });
    }

    @Test
    void bookkeeping() throws Exception {
        KnownDumps known = new KnownDumps(files, home);
        Files.State state = files.look(home).orElseThrow();
        DumpReport report = new DumpReport(BackupFolderTest.facts(), List.of());
        race(List.of("hikae/dumps"), () -> {
            known.keep(state, new Dump.Verified(report, BackupFolderTest.NOW.plusSeconds(System.nanoTime())));
            known.forgetAllBut(List.of());
        });
    }

    @Test
    void moveAside() throws Exception {
        Path backups = home.resolve("backups");
        Path dump = backups.resolve("last/misskey-1.sql.gz");
        race(List.of("backups/rejected", "backups/last"), () -> {
            files.remove(backups.resolve("rejected/misskey-1.sql.gz"));
            files.write(dump, new byte[3], Files.PRIVATE);
            Files.State state = files.look(dump).orElseThrow(() -> ProblemException.of("file-missing", dump));
            new MoveAside("none", backups, new Dump(List.of(dump), state, Optional.empty()))
                    .run(RealHost.here(host.environment()), new Silent());
        });
    }

    @Test
    void runFolder() throws Exception {
        Path run = home.resolve("hikae/runs/1");
        Path dump = home.resolve("backups/daily/misskey-1.sql.gz");
        files.write(dump, new byte[3], Files.PRIVATE);
        race(List.of("hikae/runs", "hikae/runs/1"), () -> {
            files.makeDirectory(run, Files.PRIVATE_DIRECTORY);
            files.append(run.resolve("journal.jsonl"), "{}", true);
            files.remove(run.resolve("dump.sql.gz"));
            files.link(dump, run.resolve("dump.sql.gz"));
            files.remove(run.resolve("dump.sql.gz"));
            files.copy(dump, run.resolve("dump.sql.gz"), Files.PRIVATE);
            files.lock(run.resolve("lock")).ifPresent(Files.Lock::close);
            files.remove(run.resolve("journal.jsonl"));
        });
    }
}
