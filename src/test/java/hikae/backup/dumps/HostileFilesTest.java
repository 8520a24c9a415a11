package hikae.backup.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.backup.Silent;
import hikae.backup.container.MoveAside;
import hikae.backup.copies.InstanceCopies;
import hikae.backup.copies.InstanceFiles;
import hikae.backup.copies.KeepInstance;
import hikae.backup.settings.BackupSettings;
import hikae.dump.DumpReport;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.Victim;
import hikae.host.real.RealHost;
import hikae.text.ProblemException;
import hikae.work.WriteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of the directories, or a backup container that was broken into, lays there for root to use. */
class HostileFilesTest {
    private static final int OWNER = 65534;
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path temporary;

    private Path home;
    private Path misskey;
    private Path backups;
    private Victim victim;
    private Map<String, String> before;
    private Host host;

    @BeforeEach
    void beRoot() throws IOException {
        host = RealHost.here(Environment.ofProcess());
        assumeTrue(host.environment().uid() == 0, "only root can work in the directory of somebody else");
        Path base = temporary.toRealPath();
        victim = Victim.in(base.resolve("victim"), "misskey-1.sql.gz");
        before = victim.state();
        misskey = directory(base, "misskey");
        directory(misskey, ".config");
        home = directory(base, "misskey-backup");
        backups = directory(home, "backups");
        for (Tier tier : Tier.values()) {
            directory(backups, tier.folder());
        }
    }

    private static Path directory(Path in, String name) throws IOException {
        return owned(Files.createDirectory(in.resolve(name)));
    }

    private static Path owned(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", OWNER, LinkOption.NOFOLLOW_LINKS);
        return path;
    }

    private Path link(Path in, String name, Path target) throws IOException {
        Path link = in.resolve(name);
        Files.deleteIfExists(link);
        return owned(Files.createSymbolicLink(link, target));
    }

    private Path file(Path in, String name) throws IOException {
        return owned(Files.writeString(in.resolve(name), "own " + name, UTF_8));
    }

    private static void refused(Path link, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().args()).contains(link));
    }

    private BackupFolder folder() {
        return BackupFolder.read(host.files(), backups, new KnownDumps(host.files(), home));
    }

    @ParameterizedTest
    @ValueSource(strings = {"last", "daily", "weekly", "monthly"})
    void s1ATierThatIsALinkIsRefusedByName(String tier) throws IOException {
        Path link = link(backups, tier, victim.directory());

        refused(link, this::folder);
        assertThat(victim.state()).isEqualTo(before);
    }

    @Test
    void s1NothingIsMovedIntoARejectedThatIsALink() throws IOException {
        Path dump = file(backups.resolve("last"), "misskey-1.sql.gz");
        MoveAside move = new MoveAside("none", backups, folder().youngest().orElseThrow());
        Path link = link(backups, "rejected", victim.directory());

        refused(link, () -> move.run(host, new Silent()));
        assertThat(dump).exists();
        assertThat(victim.state()).isEqualTo(before);
    }

    @Test
    void s1NothingIsMovedOutOfATierThatIsALinkByThen() throws IOException {
        file(backups.resolve("last"), "misskey-1.sql.gz");
        Dump seen = folder().youngest().orElseThrow();
        Dump forged = new Dump(
                seen.names(),
                host.files()
                        .look(victim.directory().resolve("misskey-1.sql.gz"))
                        .orElseThrow(),
                Optional.empty());
        Files.delete(seen.path());
        Path link = link(backups, "last", victim.directory());

        refused(link, () -> new MoveAside("none", backups, forged).run(host, new Silent()));
        assertThat(victim.state()).isEqualTo(before);
    }

    @Test
    void s2WhatIsKnownOfDumpsIsKeptInNoDirectoryThatIsALink() throws IOException {
        file(backups.resolve("last"), "misskey-1.sql.gz");
        Dump dump = folder().youngest().orElseThrow();
        directory(home, "hikae");
        link(home.resolve("hikae"), "dumps", victim.directory());

        new Verification(host, home, backups).read(dump, bytes -> {});

        assertThat(victim.state()).isEqualTo(before);
        assertThat(folder().unread()).hasSize(1);
    }

    /** Root says of a dump that it is good; whoever owns the directory can say so of another, but is not believed. */
    @Test
    void onlyWhatRootHasWrittenOfADumpIsBelieved() throws IOException {
        directory(home, "hikae");
        directory(home.resolve("hikae"), "dumps");
        KnownDumps known = new KnownDumps(host.files(), home);
        var good = host.files()
                .look(file(backups.resolve("last"), "misskey-1.sql.gz"))
                .orElseThrow();
        var other = host.files()
                .look(file(backups.resolve("last"), "misskey-22.sql.gz"))
                .orElseThrow();
        Dump.Verified verified = new Dump.Verified(new DumpReport(BackupFolderTest.facts(), List.of()), NOW);

        known.keep(good, verified);
        Path record = host.files().list(home.resolve("hikae/dumps")).get(0);
        byte[] said = Files.readAllBytes(record);
        assertThat(known.find(good)).isPresent();

        owned(record);
        assertThat(known.find(good)).as("a record of somebody else").isEmpty();

        known.keep(good, verified);
        assertThat(known.find(good)).as("written anew").isPresent();
        known.keep(other, verified);
        Path others = host.files().list(home.resolve("hikae/dumps")).stream()
                .filter(one -> !one.equals(record))
                .findFirst()
                .orElseThrow();
        Files.move(record, others, StandardCopyOption.REPLACE_EXISTING);
        assertThat(known.find(other)).as("a record of another dump").isEmpty();

        Files.write(others, said);
        assertThat(Files.getAttribute(others, "unix:uid")).isEqualTo(0);
        assertThat(known.find(other)).isEmpty();
    }

    private InstanceFiles instance() {
        return InstanceFiles.read(
                host, home, new BackupSettings.Misskey("example.com", misskey.toString(), "m", "db", "web"), false);
    }

    @Test
    void s4NoContentFromBehindALinkIsArchived() throws IOException {
        file(misskey.resolve(".config"), "default.yml");
        link(misskey.resolve(".config"), "x.yml", victim.directory().resolve("secret"));
        link(misskey.resolve(".config"), "beside.yml", Path.of("default.yml"));
        link(misskey, ".env", Path.of("../victim/secret"));
        link(misskey, "compose.yml", victim.directory().resolve("open.sql.gz"));

        InstanceFiles files = instance();

        assertThat(files.names()).containsExactly(".config/beside.yml", ".config/default.yml");
        assertThat(files.left()).containsExactly(".config/x.yml", ".env", "compose.yml");
        assertThat(new String(files.tar().bytes(), UTF_8)).doesNotContain(Victim.CANARY);
    }

    @Test
    void s4NoDirectoryThatIsALinkIsArchived() throws IOException {
        file(misskey, "compose.yml");
        link(misskey, ".config", victim.directory());

        assertThat(instance().names()).containsExactly("compose.yml");
        assertThat(instance().left()).containsExactly(".config");
    }

    @Test
    void s4AnArchiveHoldsNoSetIdBits() throws IOException {
        Files.setAttribute(file(misskey.resolve(".config"), "tool"), "unix:mode", 06755);

        assertThat(instance().tar().entries().get(0).mode()).isEqualTo(0755);
    }

    @Test
    void s4WhoeverWritesComposeYmlCannotNameADirectoryOfRootToGetItsSecrets() throws IOException {
        misskey = Files.createDirectory(temporary.toRealPath().resolve("roots"));
        Files.createDirectory(misskey.resolve(".config"));
        Files.writeString(misskey.resolve(".config/token"), Victim.CANARY);
        Files.setPosixFilePermissions(misskey.resolve(".config/token"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(misskey.resolve("compose.yml"), "services: {}\n");
        Files.setPosixFilePermissions(misskey.resolve("compose.yml"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(instance().names()).containsExactly("compose.yml");
        assertThat(instance().left()).containsExactly(".config/token");
    }

    @Test
    void s4NoArchiveIsWrittenIntoAnInstanceThatIsALink() throws IOException {
        file(misskey, "compose.yml");
        KeepInstance keep = (KeepInstance) KeepInstance.of(InstanceCopies.read(host.files(), home), instance(), NOW)
                .orElseThrow();
        Path link = link(home, "instance", victim.directory());

        refused(link, () -> keep.run(host, new Silent()));
        refused(link, () -> InstanceCopies.read(host.files(), home));
        assertThat(victim.state()).isEqualTo(before);
    }

    @Test
    void theVersionBeforeOfASecretIsNotKept() throws IOException {
        Path secrets = directory(home, "secrets");
        Path secret = file(secrets, "db_password");
        byte[] before = Files.readAllBytes(secret);

        new WriteFile(secret, Optional.of(before), "new".getBytes(UTF_8), hikae.host.Files.PRIVATE, true)
                .run(host, new Silent());

        assertThat(secret).hasContent("new");
        assertThat(host.files().list(secrets)).containsExactly(secret);
        assertThat(host.files().look(secret).orElseThrow().mode()).isEqualTo(hikae.host.Files.PRIVATE);
    }

    @Test
    void onlyWhatLooksLikeADumpIsOne() throws IOException {
        List<String> dumps = List.of(
                "misskey-20261121-040000.sql.gz",
                "misskey-20261121.sql.gz",
                "misskey-202647.sql.gz",
                "misskey-202611.sql.zst",
                "cluster-20261121-040000.sql.gz",
                "by hand.sql",
                "x;touch PWNED;.sql.gz",
                "控え.sql");
        List<String> others = List.of(
                "a\n[ok] all is well.sql.gz",
                "a\r.sql.gz",
                "a\u001b[2J.sql.gz",
                "a\u202egz.lqs.sql",
                "-rf.sql.gz",
                "--checkpoint-action=exec=sh x.sql",
                ".hidden.sql.gz",
                "cronjob",
                "shadow",
                "x.sh",
                "sql.gz");
        for (String name : dumps) {
            file(backups.resolve("last"), name);
        }
        for (String name : others) {
            file(backups.resolve("daily"), name);
        }

        BackupFolder folder = folder();

        assertThat(folder.dumps())
                .extracting(dump -> String.valueOf(dump.path().getFileName()))
                .containsExactlyInAnyOrderElementsOf(dumps);
        assertThat(folder.others()).isEqualTo(others.size());
    }
}
