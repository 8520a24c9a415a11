package hikae.backup.copies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.backup.GuideBlock;
import hikae.backup.Samples;
import hikae.backup.home.RecoveryGuide;
import hikae.backup.settings.BackupSettings;
import hikae.host.Environment;
import hikae.host.Victim;
import hikae.host.real.RealHost;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Root lays out, by the words of RECOVERY.md, an archive that its owner has rewritten. */
class HostileArchiveTest {
    private static final int OWNER = 65534;

    /** Python's own module writes what GNU tar would not: NAME TYPE LINK MODE, four for each member. */
    private static final String WRITE = """
            import io, sys, tarfile
            with tarfile.open(sys.argv[1], 'w', tarfile.USTAR_FORMAT) as archive:
                words = sys.argv[2:]
                while words:
                    member = tarfile.TarInfo(words.pop(0))
                    member.type = words.pop(0).encode()
                    member.linkname = words.pop(0)
                    member.mode = int(words.pop(0), 8)
                    member.size = 4 if member.type == b'0' else 0
                    member.devmajor, member.devminor = 1, 3
                    archive.addfile(member, io.BytesIO(b'evil') if member.size else None)
            """;

    @TempDir
    Path temporary;

    private Path home;
    private Path misskey;
    private Victim victim;
    private Map<String, String> before;

    @BeforeEach
    void beRoot() throws IOException {
        assumeTrue(Environment.ofProcess().uid() == 0, "only root can do what it should not");
        Path base = temporary.toRealPath();
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        victim = Victim.in(base.resolve("victim"));
        before = victim.state();
        misskey = base.resolve("misskey");
        home = Files.createDirectory(base.resolve("misskey-backup"));
        Files.createDirectory(home.resolve("instance"));
        owned(home);
    }

    private static Path owned(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", OWNER, LinkOption.NOFOLLOW_LINKS);
        return path;
    }

    private void archive(String... members) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", WRITE));
        command.add(home.resolve("instance/20251123-120000.tar").toString());
        command.addAll(List.of(members));
        assertThat(run(command)).isEmpty();
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    /** What the commands of the guide say, pasted as they are. */
    private String laidOut() throws IOException {
        BackupSettings usual = Samples.settings();
        BackupSettings.Misskey named =
                new BackupSettings.Misskey("misskey.example.com", misskey.toString(), "misskey", "db", "web");
        BackupSettings settings = new BackupSettings(
                home.toString(), usual.project(), usual.image(), usual.database(), usual.timing(), named);
        Path guide = Files.write(
                temporary.resolve("RECOVERY.md"), RecoveryGuide.of(settings, "docker compose", Optional.empty()));
        GuideBlock laying = GuideBlock.read(guide).stream()
                .filter(block -> block.checks().contains("LAID OUT"))
                .findFirst()
                .orElseThrow();
        String names = "BACKUP=" + home + "\nMISSKEY=" + misskey + "\n";
        return run(List.of("bash", "-c", names + laying.commands()));
    }

    @Test
    void aGoodOneIsLaidOutWithoutItsOwnersAndSetIdBits() throws IOException {
        archive(".config/default.yml", "0", "", "600", "compose.yml", "0", "", "6755");

        assertThat(laidOut()).contains(".config/default.yml").endsWith("LAID OUT\n");
        assertThat(Files.getAttribute(misskey.resolve("compose.yml"), "unix:mode"))
                .isEqualTo(0100755);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(misskey.resolve(".config/default.yml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void inTheOwnersDirectoryItIsLaidOutAsTheOwner() throws IOException {
        owned(Files.createDirectory(misskey));
        archive(".config/default.yml", "0", "", "600", "compose.yml", "0", "", "4755");

        assertThat(laidOut()).endsWith("LAID OUT\n");
        for (String name : List.of(".config", ".config/default.yml", "compose.yml")) {
            assertThat(Files.getAttribute(misskey.resolve(name), "unix:uid"))
                    .as(name)
                    .isEqualTo(OWNER);
        }
    }

    /** The command that the program shows, pasted as it is. */
    private String laidOutByTheCommandShown() throws IOException {
        List<Line> lines = InstanceCopies.read(
                        RealHost.here(Environment.ofProcess()).files(), home)
                .layingOut(misskey, true);
        assertThat(lines).isNotEmpty();
        return run(List.of(
                "bash",
                "-c",
                Messages.in(Language.EN).say(lines.get(lines.size() - 1).text())));
    }

    @Test
    void soItIsByTheCommandThatTheProgramShows() throws IOException {
        owned(Files.createDirectory(misskey));
        archive(".config/default.yml", "0", "", "640", "compose.yml", "0", "", "4755");

        assertThat(laidOutByTheCommandShown()).isEmpty();
        assertThat(Files.getAttribute(misskey.resolve("compose.yml"), "unix:mode"))
                .isEqualTo(0100755);
        assertThat(Files.getAttribute(misskey.resolve(".config/default.yml"), "unix:uid"))
                .isEqualTo(OWNER);

        Files.delete(misskey.resolve(".config/default.yml"));
        Files.delete(misskey.resolve(".config"));
        owned(Files.createSymbolicLink(misskey.resolve(".config"), victim.directory()));
        assertThat(laidOutByTheCommandShown()).contains("Permission denied");
        assertThat(victim.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"1,/etc/shadow", "2,/etc/cron.d", "2,../victim", "3,''", "4,''", "6,''"})
    void oneWithLinksAndDevicesIsNotLaidOut(String type, String link) throws IOException {
        archive("compose.yml", "0", "", "644", "x", type, link, "666", "x/evil", "0", "", "755");

        assertThat(laidOut()).doesNotContain("LAID OUT");
        assertThat(misskey).doesNotExist();
        assertThat(victim.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../victim/evil", ".config/../../victim/evil", "/../victim/evil"})
    void aNameThatLeadsOutIsLaidOutInsideIfAtAll(String name) throws IOException {
        archive(name, "0", "", "755");

        laidOut();

        assertThat(victim.state()).isEqualTo(before);
    }

    @Test
    void aLinkThatTheOwnerHasLaidInMisskeysDirectoryLeadsHimNowhere() throws IOException {
        owned(Files.createDirectory(misskey));
        owned(Files.createSymbolicLink(misskey.resolve(".config"), victim.directory()));
        archive(".config/evil", "0", "", "755");

        assertThat(laidOut()).doesNotContain("LAID OUT");
        assertThat(victim.state()).isEqualTo(before);
    }

    @Test
    void aLinkInThePlaceOfMisskeysDirectoryIsNotFollowed() throws IOException {
        owned(Files.createSymbolicLink(misskey, victim.directory()));
        archive("evil", "0", "", "755");

        assertThat(laidOut()).doesNotContain("LAID OUT");
        assertThat(victim.state()).isEqualTo(before);
    }
}
