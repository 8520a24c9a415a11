package hikae.backup.adopt;

import static hikae.backup.Samples.bytes;
import static hikae.backup.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.backup.ByHandFiles;
import hikae.backup.Samples;
import hikae.backup.compose.BackupCompose;
import hikae.backup.compose.PresentService;
import hikae.backup.compose.ServiceDetail;
import hikae.backup.settings.MisskeyLabels;
import hikae.text.ProblemException;
import hikae.work.Diff;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeAdoptionTest {
    private static final String NAME = "/srv/misskey-backup/compose.yml";

    private static String adopted(String file) {
        return text(ComposeAdoption.apply(bytes(file), NAME, Samples.settings()));
    }

    private static Stream<Map.Entry<String, String>> files() {
        return ByHandFiles.all().entrySet().stream();
    }

    @Test
    void mendsThePlainFileAndKeepsItsComments() {
        assertThat(adopted(ByHandFiles.plain()))
                .isEqualTo(ByHandFiles.plain()
                        .replace(
                                "prodrigestivill/postgres-backup-local\n",
                                "\"prodrigestivill/postgres-backup-local:15-alpine\"\n" + limits())
                        .replace("restart: always", "restart: unless-stopped")
                        .replace("- ./backups:/backups\n", "- ./backups:/backups\n" + secret("      ") + hook("      "))
                        .replace("POSTGRES_HOST=db\n", "POSTGRES_HOST=db\n      - \"POSTGRES_PORT=5432\"\n")
                        .replace("USER=misskey", "USER=example-misskey-user")
                        .replace("PASSWORD=hirakegoma-42 #", "PASSWORD_FILE=/run/secrets/db_password #")
                        .replace("SCHEDULE=\"0 4 * * *\"", "SCHEDULE=0 4 * * *")
                        .replace("# 半年\n", "# 半年\n" + labels()));
    }

    private static String limits() {
        return """
                    mem_limit: 1g
                    pids_limit: 256
                    read_only: true
                    stop_grace_period: 10m
                """;
    }

    private static String secret(String indent) {
        return indent + "- type: bind\n"
                + indent + "  source: ./secrets/db_password\n"
                + indent + "  target: /run/secrets/db_password\n"
                + indent + "  read_only: true\n";
    }

    private static String hook(String indent) {
        return indent + "- type: bind\n"
                + indent + "  source: ./hikae/hook\n"
                + indent + "  target: /hooks/50-hikae\n"
                + indent + "  read_only: true\n";
    }

    private static String labels() {
        return """
                    sysctls:
                      net.ipv4.tcp_keepalive_time: "15"
                      net.ipv4.tcp_keepalive_intvl: "5"
                      net.ipv4.tcp_keepalive_probes: "6"
                    labels:
                      hikae.instance: "misskey.example.com"
                      hikae.misskey.db: "db"
                      hikae.misskey.directory: "/srv/misskey"
                      hikae.misskey.project: "misskey"
                      hikae.misskey.web: "web"
                      hikae.role: "backup"
                      hikae.version: "1"
                    cap_drop:
                      - ALL
                    cap_add:
                      - DAC_OVERRIDE
                    security_opt:
                      - no-new-privileges:true
                    tmpfs:
                      - /run
                      - /tmp:size=256m
                    logging:
                      driver: json-file
                      options:
                        max-size: "10m"
                        max-file: "3"
                """;
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysAfterwardsWhatAServiceOfOursSays(Map.Entry<String, String> file) {
        PresentService before = BackupCompose.read(bytes(file.getValue()), NAME);
        String after = adopted(file.getValue());
        PresentService read = BackupCompose.read(bytes(after), NAME);
        assertThat(read.isOurs()).isTrue();
        assertThat(read.service()).isEqualTo(before.service());
        assertThat(read.values()).isEqualTo(BackupCompose.values(Samples.settings()));
        assertThat(read.labels()).isEqualTo(MisskeyLabels.of(Samples.settings().misskey()));
        assertThat(read.passwordLine()).isEmpty();
        assertThat(read.detail().key("restart").orElseThrow().text()).isEqualTo("unless-stopped");
        assertThat(read.detail().key("stop_grace_period").orElseThrow().text()).isEqualTo("10m");
        assertThat(read.detail().mounted()).containsKey("/run/secrets/db_password");
        assertThat(read.detail().dumps().orElseThrow().source())
                .isEqualTo(
                        before.detail().dumps().map(ServiceDetail.Mount::source).orElse("./backups"));
        assertThat(after).doesNotContain(ByHandFiles.PASSWORD);
    }

    /** Every comment is still there, and every line that goes is one that says something we set. */
    @ParameterizedTest
    @MethodSource("files")
    void takesAwayOnlyLinesThatItSays(Map.Entry<String, String> file) {
        String after = adopted(file.getValue());
        assertThat(comments(after)).isEqualTo(comments(file.getValue()));
        if (!file.getKey().equals("flow")) {
            List<String> gone = Diff.of(bytes(file.getValue()), bytes(after)).stream()
                    .filter(line -> line.sign() == '-')
                    .map(line -> line.text().strip())
                    .toList();
            assertThat(gone)
                    .allMatch(line -> line.matches(
                            "(image|restart|networks):.*|['\"-]* ?['\"]?(SCHEDULE|TZ|BACKUP_KEEP|POSTGRES_).*"));
        }
    }

    private static List<String> comments(String file) {
        return file.lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#')))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isNothingToDoTheSecondTime(Map.Entry<String, String> file) {
        String after = adopted(file.getValue());
        assertThat(adopted(after)).isEqualTo(after);
        assertThat(text(BackupCompose.splice(bytes(after), NAME, BackupCompose.values(Samples.settings()))))
                .isEqualTo(after);
    }

    /** What stands where is written in the way of the file. */
    @Test
    void writesAsTheFileIsWritten() {
        assertThat(adopted(ByHandFiles.named("old version")))
                .contains("      - ./secrets/db_password:/run/secrets/db_password:ro\n");
        assertThat(adopted(ByHandFiles.named("labels as a list")))
                .contains("      - \"watch=no\"\n      - \"hikae.instance=misskey.example.com\"\n");
        assertThat(adopted(ByHandFiles.named("CRLF")).replace("\r\n", "")).doesNotContain("\n");
        assertThat(adopted(ByHandFiles.named("map")))
                .contains("      POSTGRES_PASSWORD_FILE: /run/secrets/db_password # docker.env と同じ\n");
        assertThat(adopted(ByHandFiles.named("other services")))
                .contains("  ping:\n    image: busybox # 監視\n    restart: always\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "    restart: always|    extends: {file: a.yml, service: b}|adopt-extends|5",
                "    restart: always|    network_mode: host|adopt-network-mode|5",
                "    restart: always|    user: postgres|adopt-user|5",
                "    restart: always|    cap_drop: [ALL]|adopt-user|5",
                "- POSTGRES_DB=misskey|- POSTGRES_DB=misskey,other|adopt-several-databases|13",
                "- POSTGRES_DB=misskey|- POSTGRES_DB_FILE=/run/db|adopt-from-file|13",
                "- ./backups:/backups|- ./x:/run/secrets/db_password|adopt-secret-taken|9",
                "- TZ=Asia/Tokyo|- &tz TZ=Asia/Tokio|compose-shared-value|11"
            })
    void refusesWhatItCannotTakeOn(String line, String odd, String problem, int at) {
        String file = ByHandFiles.plain().replace(line, odd);
        assertThat(file).contains(odd);
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> adopted(file));
        assertThat(refused.problem().id()).isEqualTo(problem);
        assertThat(refused.problem().args().get(0).toString()).startsWith(NAME + ":" + at + ":");
    }

    @Test
    void refusesAnEnvironmentThatIsShared() {
        String shared = ByHandFiles.map(ByHandFiles.plain())
                .replace("environment:", "environment: &env")
                .replace("\nnetworks:", "  other:\n    image: busybox\n    environment: *env\n\nnetworks:");
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> adopted(shared));
        assertThat(refused.problem().id()).isIn("compose-no-place", "compose-shared-value");
    }

    @Test
    void aMaskedFileHidesThePasswordAlsoInComments() {
        String file = ByHandFiles.plain() + "# - POSTGRES_PASSWORD=" + ByHandFiles.PASSWORD + "\n";
        assertThat(text(BackupCompose.masked(bytes(file))))
                .doesNotContain(ByHandFiles.PASSWORD)
                .hasLineCount((int) file.lines().count());
        String after = adopted(ByHandFiles.plain());
        assertThat(text(BackupCompose.masked(bytes(after)))).isEqualTo(after);
    }
}
