package hikae.backup.home;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.GuideBlock;
import hikae.backup.Samples;
import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.text.TextWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryGuideTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private static String guide(BackupSettings settings) {
        return Samples.text(RecoveryGuide.of(settings, "docker compose", Optional.empty()));
    }

    private static String commands(String guide) {
        return BLOCK.matcher(guide).results().map(block -> block.group(1)).collect(Collectors.joining());
    }

    private static BackupSettings odd() {
        BackupSettings usual = Samples.settings();
        return new BackupSettings(
                "/srv/it's a backup",
                usual.project(),
                usual.image(),
                usual.database(),
                usual.timing(),
                new BackupSettings.Misskey("misskey.example.com", "/srv/$HOME `x`", "misskey", "db", "web"));
    }

    @Test
    void namesThisInstance() {
        assertThat(guide(Samples.settings()))
                .contains("BACKUP=/srv/misskey-backup\n")
                .contains("MISSKEY=/srv/misskey\n")
                .contains("DATA=/srv/misskey/db\n")
                .contains("VOLUME=''\n")
                .contains("/srv/misskey-backup/instance")
                .contains("DUMPS=/srv/misskey-backup/backups\n")
                .contains("FILE=daily/misskey-YYYYMMDD.sql.gz\n")
                .contains("docker compose -p misskey-backup")
                .contains("mk stop web")
                .doesNotContain("{{");
    }

    @Test
    void takesThePlaceOfTheDataFromTheContainer() {
        Docker.Mount volume = new Docker.Mount(
                "volume", "misskey_db", "/var/lib/docker/volumes/misskey_db/_data", "/var/lib/postgresql/data");
        String guide = Samples.text(RecoveryGuide.of(Samples.settings(), "docker-compose", Optional.of(volume)));
        assertThat(guide)
                .contains("DATA=/var/lib/docker/volumes/misskey_db/_data\n")
                .contains("VOLUME=misskey_db\n")
                .contains("docker-compose -p misskey-backup");
    }

    @Test
    void quotesWhatTheShellWouldRead() {
        assertThat(guide(odd())).contains("BACKUP='/srv/it'\\''s a backup'\n").contains("MISSKEY='/srv/$HOME `x`'\n");
    }

    @Test
    void noNameBeginsALineOrABlockOfItsOwn() {
        BackupSettings usual = Samples.settings();
        String forged = "/srv/x\n```sh\ntouch PWNED\n```\n";
        BackupSettings settings = new BackupSettings(
                forged,
                usual.project(),
                usual.image(),
                usual.database(),
                usual.timing(),
                new BackupSettings.Misskey("host" + forged, forged, "misskey", "db", "web"));
        assertThat(guide(settings).lines()).doesNotContain("touch PWNED");
        assertThat(guide(settings).lines().filter("```sh"::equals))
                .hasSameSizeAs(guide(Samples.settings())
                        .lines()
                        .filter("```sh"::equals)
                        .toList());
    }

    /** Nothing is deleted, the newest file is not guessed at, and no shell runs in the database's container. */
    @Test
    void keepsTheRulesOfARestore() {
        String commands = commands(guide(Samples.settings()));
        assertThat(commands)
                .doesNotContainPattern("(^|[;&|(\\s])(sudo\\s+)?rm\\s+-r")
                .doesNotContainPattern("(?m)^\\s*(sudo )?rm ")
                .doesNotContainPattern("DROP (?!OWNED BY recovery_load;|ROLE recovery_load;)")
                .doesNotContain("latest")
                .doesNotContainPattern("exec [^\n]*db [^\n]*(psql|pg_|bash)")
                .contains("set -o pipefail")
                .contains("ON_ERROR_STOP=1 --single-transaction")
                .contains("psql -X");
        assertThat(commands.indexOf("bk down")).isBetween(0, commands.indexOf("\nFILE="));
        assertThat(commands.indexOf("mk stop web")).isGreaterThan(commands.indexOf("echo SAME"));
    }

    @Test
    void hasNoPasswordAndAsksForNone() {
        assertThat(guide(Samples.settings())).doesNotContain("PGPASSWORD").doesNotContain("POSTGRES_PASSWORD=");
    }

    /** What the test of the whole way looks for, so that it cannot look for nothing. */
    @Test
    void tellsWhatMustBeSeenAfterEachDecidingStep(@TempDir Path there) throws IOException {
        Path file = Files.writeString(there.resolve("RECOVERY.md"), guide(Samples.settings()));
        List<GuideBlock> blocks = GuideBlock.read(file);
        assertThat(blocks.stream().filter(block -> !block.checks().isEmpty()))
                .extracting(block -> block.section() + " " + block.part() + " " + block.checks())
                .containsExactly(
                        "2  [-- PostgreSQL database dump complete]",
                        "3 new-server [LAID OUT]",
                        "3 broken-server [kept as, nothing to move]",
                        "3 broken-server [READY]",
                        "4  [LOADED]",
                        "4  [HANDED OVER]",
                        "5  [SAME]",
                        "6  [SWITCHED]",
                        "7  [UPLOADS]",
                        "8  [SQL backup created successfully]",
                        "9 way-back [WENT BACK]");
        assertThat(blocks.stream().filter(block -> block.commands().contains("YYYYMMDD")))
                .hasSize(1);
    }

    @Test
    void usesOnlyCharactersEveryTerminalDrawsAlike() {
        assertThat(guide(Samples.settings()).lines().filter(line -> !TextWidth.isSafeFixedText(line)))
                .isEmpty();
    }
}
