package hikae.backup.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.ask.Given;
import hikae.backup.DumpName;
import hikae.backup.Samples;
import hikae.backup.Silent;
import hikae.backup.compose.BackupCompose;
import hikae.backup.container.MoveAside;
import hikae.dump.DumpFacts;
import hikae.dump.DumpReport;
import hikae.dump.file.DumpFormat;
import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.real.RealHost;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTest {
    static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path temp;

    private Path home;
    private Path backups;
    private Host host;

    @BeforeEach
    void makeFolder() throws IOException {
        home = java.nio.file.Files.createDirectory(temp.toRealPath().resolve("misskey-backup"));
        backups = home.resolve("backups");
        for (Tier tier : Tier.values()) {
            java.nio.file.Files.createDirectories(backups.resolve(tier.folder()));
        }
        host = RealHost.here(new Environment(Map.of(), "admin", 1000, temp, temp, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    @Test
    void aDumpWithFourNamesIsOneDump() throws IOException {
        Path last = dump("last/misskey-20261121-040000.sql.gz", 1);
        link(last, "daily/misskey-20261121.sql.gz");
        link(last, "weekly/misskey-202647.sql.gz");
        link(last, "monthly/misskey-202611.sql.gz");
        dump("last/misskey-20261120-040000.sql.gz", 2);

        BackupFolder folder = folder();

        assertThat(folder.dumps()).hasSize(2);
        Dump youngest = folder.youngest().orElseThrow();
        assertThat(youngest.path()).isEqualTo(last);
        assertThat(youngest.tiers()).containsExactlyInAnyOrder(Tier.values());
        assertThat(youngest.shown()).isEqualTo("last/misskey-20261121-040000.sql.gz");
    }

    @Test
    void linksPipesAndFoldersAreNoDumps() throws IOException, InterruptedException {
        Path last = dump("last/misskey-20261121-040000.sql.gz", 1);
        java.nio.file.Files.createSymbolicLink(backups.resolve("last/misskey-latest.sql.gz"), last.getFileName());
        java.nio.file.Files.createSymbolicLink(backups.resolve("daily/misskey-latest.sql.gz"), Path.of("gone"));
        java.nio.file.Files.createDirectory(backups.resolve("last/folder.sql.gz"));
        assertThat(new ProcessBuilder(
                                "mkfifo", backups.resolve("last/pipe.sql.gz").toString())
                        .start()
                        .waitFor())
                .isZero();

        BackupFolder folder = folder();

        assertThat(folder.dumps()).hasSize(1);
        assertThat(folder.links())
                .containsExactlyInAnyOrder(
                        new BackupFolder.Link(backups.resolve("last/misskey-latest.sql.gz"), true),
                        new BackupFolder.Link(backups.resolve("daily/misskey-latest.sql.gz"), false));
    }

    @Test
    void whatIsKnownHoldsForTheInodeAsItStands() throws IOException {
        Path path = dump("last/a.sql.gz", 1);
        Dump dump = folder().youngest().orElseThrow();
        known().keep(dump.state(), verified(true));
        assertThat(folder().youngestGood()).isPresent();

        java.nio.file.Files.setLastModifiedTime(path, FileTime.from(NOW.minusSeconds(5)));
        assertThat(folder().youngestGood()).isEmpty();
        assertThat(folder().unread()).hasSize(1);
    }

    @Test
    void whatCannotBeReadOfTheKnownIsUnknown() throws IOException {
        dump("last/a.sql.gz", 1);
        Dump dump = folder().youngest().orElseThrow();
        known().keep(dump.state(), verified(true));
        Path kept = host.files().list(home.resolve("hikae/dumps")).get(0);
        String text = java.nio.file.Files.readString(kept);
        for (String broken : List.of(
                "",
                "{",
                text.substring(0, text.length() / 2),
                text.replace("\"schema\":2", "\"schema\":1"),
                text.replace("\"schema\":2", "\"schema\":3"),
                text.replace("\"bytes\":", "\"bites\":"),
                text.replace("sql_gzip", "mystery"))) {
            java.nio.file.Files.writeString(kept, broken);
            assertThat(folder().youngestGood()).as(broken).isEmpty();
        }
    }

    @Test
    void theProvenAreListedFirstAndTheBadAreNamed() throws IOException {
        dump("last/a-1.sql.gz", 10);
        dump("last/a-2.sql.gz", 20);
        dump("last/a-3.sql.gz", 30);
        List<Dump> all = folder().dumps();
        known().keep(all.get(0).state(), verified(false));
        known().keep(all.get(2).state(), verified(true));

        assertThat(folder().bestFirst())
                .extracting(Dump::shown)
                .containsExactly("last/a-3.sql.gz", "last/a-1.sql.gz", "last/a-2.sql.gz");
        assertThat(folder().bad()).extracting(Dump::shown).containsExactly("last/a-1.sql.gz");
        assertThat(folder().unread()).extracting(Dump::shown).containsExactly("last/a-2.sql.gz");
    }

    @Test
    void theKnownOfDumpsThatAreGoneIsForgottenAndNothingElse() throws IOException {
        Path a = dump("last/a-1.sql.gz", 10);
        dump("last/a-2.sql.gz", 20);
        folder().dumps().forEach(dump -> known().keep(dump.state(), verified(true)));
        Path theirs = java.nio.file.Files.writeString(home.resolve("hikae/dumps/notes.txt"), "mine");
        java.nio.file.Files.delete(a);

        known().forgetAllBut(folder().dumps());

        assertThat(host.files().list(home.resolve("hikae/dumps"))).hasSize(2).contains(theirs);
        assertThat(folder().youngestGood()).isPresent();
    }

    @Test
    void aBadDumpMovesAsideWithAllItsNamesAndNothingIsLost() throws IOException {
        Path last = dump("last/a-1.sql.gz", 1);
        Path daily = link(last, "daily/a.sql.gz");
        Path latest = backups.resolve("last/a-latest.sql.gz");
        java.nio.file.Files.createSymbolicLink(latest, last.getFileName());
        Path other = dump("weekly/b.sql.gz", 2);
        byte[] content = java.nio.file.Files.readAllBytes(last);
        MoveAside move = new MoveAside("none", backups, folder().youngest().orElseThrow());

        for (int twice = 0; twice < 2; twice++) {
            move.run(host, new Silent());
            assertThat(backups.resolve("rejected/a-1.sql.gz")).hasBinaryContent(content);
            assertThat(List.of(last, daily, latest)).noneMatch(java.nio.file.Files::exists);
            assertThat(other).exists();
        }
        assertThat(host.files().look(backups.resolve("rejected")).orElseThrow().mode())
                .isEqualTo(0700);
    }

    @Test
    void aNameThatIsAnotherDumpByNowIsNotTouched() throws IOException {
        Path last = dump("last/a-1.sql.gz", 1);
        Path daily = link(last, "daily/a.sql.gz");
        MoveAside move = new MoveAside("none", backups, folder().youngest().orElseThrow());
        java.nio.file.Files.delete(daily);
        dump("daily/a.sql.gz", 0);

        move.run(host, new Silent());

        assertThat(daily).exists();
        assertThat(last).doesNotExist();
    }

    @Test
    void aDumpIsNamedByPathByFolderOrByItsNameAlone() throws IOException {
        Path daily = dump("daily/misskey-20261121.sql.gz", 1);
        Path elsewhere = java.nio.file.Files.writeString(temp.resolve("other.sql"), "x");
        compose();
        DumpName name = new DumpName(host, given());
        for (String text : List.of(daily.toString(), "daily/misskey-20261121.sql.gz", "misskey-20261121.sql.gz")) {
            assertThat(name.named(text).path()).isEqualTo(daily);
        }
        assertThat(name.named("other.sql").path()).isEqualTo(elsewhere.toRealPath());
        assertThat(name.newest().path()).isEqualTo(daily);
    }

    @Test
    void aLinkOutOfTheFolderIsRefusedAndOneWithinIsFollowed() throws IOException {
        Path daily = dump("daily/misskey-20261121.sql.gz", 1);
        Path outside = java.nio.file.Files.writeString(temp.resolve("other.sql"), "x");
        java.nio.file.Files.createSymbolicLink(backups.resolve("last/out.sql.gz"), outside);
        java.nio.file.Files.createSymbolicLink(backups.resolve("last/in.sql.gz"), daily);
        java.nio.file.Files.createSymbolicLink(backups.resolve("last/nowhere.sql.gz"), Path.of("gone"));
        compose();
        DumpName name = new DumpName(host, given());

        assertThat(name.named("last/in.sql.gz").path()).isEqualTo(daily);
        assertProblem(() -> name.named("last/out.sql.gz"), "dump-link-outside");
        assertProblem(() -> name.named("last/nowhere.sql.gz"), "file-link-dangling");
        assertProblem(() -> name.named("../../etc/nothing-here"), "dump-not-there");
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String id) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().id()).isEqualTo(id));
    }

    private Path dump(String name, int minutesOld) throws IOException {
        Path path = java.nio.file.Files.writeString(backups.resolve(name), "dump " + name + minutesOld);
        java.nio.file.Files.setLastModifiedTime(path, FileTime.from(NOW.minusSeconds(60L * minutesOld)));
        return path;
    }

    private Path link(Path dump, String name) throws IOException {
        return java.nio.file.Files.createLink(backups.resolve(name), dump);
    }

    private BackupFolder folder() {
        return BackupFolder.read(host.files(), backups, known());
    }

    private KnownDumps known() {
        return new KnownDumps(host.files(), home);
    }

    private void compose() {
        host.files().write(home.resolve("compose.yml"), BackupCompose.fresh(Samples.settings()), Files.PUBLIC);
    }

    private Given given() {
        return new Given(Map.of("backup_dir", home.toString()), false, false, false, false, Optional.empty());
    }

    private static Dump.Verified verified(boolean good) {
        List<Finding> findings = good ? List.of() : List.of(Finding.no(Problem.of("dump-empty", "x", 3L)));
        return new Dump.Verified(new DumpReport(facts(), findings), NOW);
    }

    static DumpFacts facts() {
        return new DumpFacts(
                DumpFormat.SQL_GZIP,
                5,
                50,
                "ab",
                Optional.of("15.8"),
                Optional.empty(),
                Map.of("note", 3L),
                List.of("i"),
                List.of(),
                List.of("r"),
                List.of(),
                Optional.of("9a"),
                Optional.of(NOW),
                List.of("Init1"),
                true,
                Map.of(),
                Optional.empty(),
                Map.of());
    }
}
