package hikae.backup.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.ByHandFiles;
import hikae.backup.Samples;
import hikae.backup.compose.BackupCompose;
import hikae.backup.compose.PresentService;
import hikae.backup.container.BackupService;
import hikae.backup.container.ComposeRisk;
import hikae.backup.container.DumpsPlace;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.home.BackupDirectory;
import hikae.host.Docker;
import hikae.instance.Instance;
import hikae.instance.NetworkChoice;
import hikae.instance.Service;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.Problem;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefectsTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2025-11-23T14:05:00+09:00[Asia/Tokyo]");
    private static final Path DIRECTORY = Path.of("/srv/misskey-backup");

    private static Instance misskey() {
        NetworkChoice network = new NetworkChoice("misskey_internal_network", "id", "bridge", true, true, true, "db");
        return new Instance(
                Path.of("/srv/misskey"),
                "misskey",
                Message.literal(""),
                new Service("db", "postgres:15-alpine", Optional.empty()),
                List.of(new Service("web", "misskey/misskey", Optional.empty())),
                Path.of("/srv/misskey/.config/default.yml"),
                List.of(network),
                "misskey",
                "misskey",
                5432,
                List.of(),
                Optional.empty(),
                15,
                List.of(),
                List.of());
    }

    private static List<Finding> defects(
            String file, Map<String, Integer> modes, Optional<Docker.Container> container) {
        PresentService backup = BackupCompose.read(Samples.bytes(file), DIRECTORY + "/compose.yml");
        BackupService service = new BackupService(container, Map.of("misskey_internal_network", "id"), false);
        Path dumps = DumpsPlace.of(DIRECTORY, Optional.of(backup), service).path();
        BackupDirectory directory = new BackupDirectory(
                DIRECTORY,
                Map.of("compose.yml", Samples.bytes(file)),
                modes,
                Optional.of(backup),
                "misskey-backup",
                service,
                false,
                new BackupDirectory.UpCommand("docker compose", "", ""),
                new BackupFolder(dumps, List.of(), List.of()),
                0,
                ComposeRisk.none());
        return Defects.of(directory, misskey(), NOW);
    }

    private static List<String> ids(String file) {
        return ids(defects(file, Map.of("compose.yml", 0600, "", 0700, "backups", 0700), Optional.empty()));
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.problem().orElseThrow())
                .map(Problem::id)
                .toList();
    }

    @Test
    void namesEveryDefectOfThePlainFileWithItsLine() {
        List<Finding> found =
                defects(ByHandFiles.plain(), Map.of("compose.yml", 0644, "", 0755, "backups", 0755), Optional.empty());
        assertThat(found.stream().map(DefectsTest::placed))
                .containsExactly(
                        "NO defect-image-untagged 4",
                        "NO defect-password 15",
                        "NO defect-password-open -",
                        "NO defect-schedule-quoted 18",
                        "WARNING defect-restart-always 5",
                        "WARNING defect-grace 4",
                        "WARNING defect-keepalive 4",
                        "WARNING defect-dumps-open -");
    }

    private static String placed(Finding finding) {
        Problem problem = finding.problem().orElseThrow();
        String[] place = problem.args().get(0).toString().split(":");
        return finding.level() + " " + problem.id() + " " + (place.length > 1 ? place[1] : "-");
    }

    @Test
    void findsNothingInAFileOfOurs() {
        assertThat(ids(Samples.text(BackupCompose.fresh(Samples.settings())))).isEmpty();
        ByHandFiles.all().forEach((name, file) -> {
            String adopted =
                    Samples.text(ComposeAdoption.apply(Samples.bytes(file), "compose.yml", Samples.settings()));
            assertThat(ids(adopted)).as(name).allMatch(id -> id.startsWith("noted-"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-local:15-alpine|-local:latest|defect-image-untagged",
                "-local:15-alpine|-local:17-alpine|defect-image-newer",
                "-local:15-alpine|-local:14-alpine|defect-image-older",
                "-local:15-alpine|-local:15|defect-image-family",
                "SCHEDULE=\"0 4 * * *\"|SCHEDULE=0 4 * * 7|defect-schedule",
                "SCHEDULE=\"0 4 * * *\"|SCHEDULE=0 4 * *|defect-schedule",
                "SCHEDULE=\"0 4 * * *\"|SCHEDULE=０ ４ * * *|defect-schedule",
                "SCHEDULE=\"0 4 * * *\"|SCHEDULE=0 4 31 2 *|defect-schedule-never",
                "SCHEDULE=\"0 4 * * *\"|NOTHING=x|defect-schedule-absent",
                "TZ=Asia/Tokyo|TZ=Asia/Tokio|defect-zone",
                "TZ=Asia/Tokyo|TZ=\"Asia/Tokyo\"|defect-zone",
                "TZ=Asia/Tokyo|TZ=JST-9|defect-zone",
                "TZ=Asia/Tokyo|NOTHING=x|defect-zone-absent",
                "HOST=db|HOST=postgres|defect-host",
                "HOST=db|HOST=\"db\"|defect-quoted",
                "POSTGRES_HOST=db|NOTHING=x|defect-host-none",
                "name: misskey_internal_network|name: misskey_default|defect-network",
                "    external: true|    driver: bridge|defect-network-none",
                "restart: always|restart: 'no'|defect-restart-none",
                "KEEP_DAYS=7|KEEP_DAYS=7日|defect-keep",
                "KEEP_WEEKS=4|KEEP_WEEKS=\"4\"|defect-keep",
                "KEEP_MONTHS=6|KEEP_MONTHS=06|defect-keep",
                "PASSWORD=hirakegoma-42|PASSWORD=\"hirakegoma-42\"|defect-quoted",
                "- ./backups:/backups|- /backups|defect-dumps-in-container",
                "# 半年|# 旧 POSTGRES_PASSWORD=hirakegoma-42|defect-password-comment",
                "BACKUP_KEEP_DAYS=7|BACKUP_LATEST_TYPE=hardlink|noted-latest-hardlink",
                "BACKUP_KEEP_DAYS=7|BACKUP_SUFFIX=.dump|noted-suffix",
                "BACKUP_KEEP_DAYS=7|POSTGRES_EXTRA_OPTS=-Fc|noted-extra-opts",
                "BACKUP_KEEP_DAYS=7|POSTGRES_CLUSTER=TRUE|noted-cluster",
                "    restart: always|    env_file: [a.env]|noted-env-file"
            })
    void recognises(String before, String after, String defect) {
        String file = ByHandFiles.plain().replace("backup-local\n", "backup-local:15-alpine\n");
        assertThat(ids(file)).doesNotContain(defect);
        assertThat(ids(file.replace(before, after))).contains(defect);
    }

    @Test
    void recognisesANetworkThatWasMadeAnew() {
        Docker.Attachment stale =
                new Docker.Attachment("misskey_internal_network", "of before", Optional.empty(), List.of());
        Docker.Container container = new Docker.Container(
                "c",
                "c",
                "i",
                "running",
                Optional.empty(),
                java.time.Instant.EPOCH,
                0,
                Map.of(),
                Map.of(),
                List.of(stale),
                List.of(),
                "always",
                "");
        assertThat(ids(defects(ByHandFiles.plain(), Map.of(), Optional.of(container))))
                .contains("defect-network-stale");
    }

    @Test
    void aPlaceElsewhereIsOnlyTold() {
        Map<String, Integer> modes = new HashMap<>(Map.of("", 0700, "backups", 0755));
        assertThat(ids(defects(ByHandFiles.named("long volume"), modes, Optional.empty())))
                .contains("noted-dumps-open")
                .doesNotContain("defect-dumps-open");
    }

    @Test
    void noWordOfItHoldsThePassword() {
        for (String file : ByHandFiles.all().values()) {
            List<Finding> found = defects(file, Map.of("compose.yml", 0644), Optional.empty());
            assertThat(found.toString()).doesNotContain(ByHandFiles.PASSWORD);
            for (Finding finding : found) {
                Problem problem = finding.problem().orElseThrow();
                assertThat(Messages.in(Language.JA).say(problem.sentence())
                                + Messages.in(Language.JA).say(problem.hint()))
                        .doesNotContain(ByHandFiles.PASSWORD);
            }
        }
    }
}
