package hikae.backup.copies;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.Silent;
import hikae.backup.settings.BackupSettings;
import hikae.demo.DemoHost;
import hikae.host.ComposeProject;
import hikae.host.Files;
import hikae.text.Line;
import hikae.work.Change;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepInstanceTest {
    private static final Path HOME = Path.of("/home/admin/misskey-backup");
    private static final Path COPIES = HOME.resolve("instance");
    private static final Instant NOON = Instant.parse("2025-11-23T12:00:00Z");
    private static final BackupSettings.Misskey MISSKEY =
            new BackupSettings.Misskey("misskey.example.com", DemoHost.MISSKEY.toString(), "misskey", "db", "web");

    private final DemoHost host = new DemoHost(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void whatADumpDoesNotHoldIsKeptForItsOwnerAlone() {
        keep(NOON);
        assertThat(copies().names()).containsExactly(".config/default.yml", ".config/docker.env", "compose.yml");
        assertThat(mode(COPIES)).isEqualTo(Files.PRIVATE_DIRECTORY);
        assertThat(mode(COPIES.resolve("20251123-120000.tar"))).isEqualTo(Files.PRIVATE);
    }

    @Test
    void nothingIsDoneWhereNothingHasChanged() {
        keep(NOON);
        assertThat(step(NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void aChangedFileAndAFileThatIsGoneMakeAnotherCopy() {
        keep(NOON);
        write(".config/docker.env", "POSTGRES_PASSWORD=another\n");
        keep(NOON.plusSeconds(60));
        host.files().remove(DemoHost.MISSKEY.resolve(".config/default.yml"));
        keep(NOON.plusSeconds(120));
        assertThat(copies().archives()).hasSize(3);
        assertThat(copies().names()).containsExactly(".config/docker.env", "compose.yml");
        Tar.Entry env = copies().newest().orElseThrow().tar().entries().get(0);
        assertThat(new String(env.bytes(), StandardCharsets.UTF_8)).isEqualTo("POSTGRES_PASSWORD=another\n");
    }

    @Test
    void fiveAreKeptAndTheOldestIsNamedBeforeItGoes() {
        for (int i = 0; i < 5; i++) {
            write(".config/docker.env", "# " + i + "\n");
            keep(NOON.plusSeconds(i));
        }
        write(".config/docker.env", "# last\n");
        Step step = step(NOON.plusSeconds(9)).orElseThrow();
        assertThat(step.changes()).last().asString().contains("instance/20251123-120000.tar");
        step.run(host, new Silent());
        step.run(host, new Silent()); // as after a kill
        assertThat(copies().archives())
                .extracting(path -> String.valueOf(path.getFileName()))
                .containsExactly(
                        "20251123-120009.tar",
                        "20251123-120004.tar",
                        "20251123-120003.tar",
                        "20251123-120002.tar",
                        "20251123-120001.tar");
    }

    @Test
    void anOldCopyGoesAfterHalfAYearAndTheNewestStays() {
        keep(NOON);
        write(".config/docker.env", "POSTGRES_PASSWORD=another\n");
        keep(NOON.plusSeconds(60));
        assertThat(step(NOON.plus(Duration.ofDays(179)))).isEmpty();

        Step step = step(NOON.plus(Duration.ofDays(181))).orElseThrow();
        assertThat(step.changes()).singleElement().asString().contains("instance/20251123-120000.tar");
        step.run(host, new Silent());

        assertThat(copies().archives()).singleElement().asString().endsWith("20251123-120100.tar");
        assertThat(step(NOON.plus(Duration.ofDays(999)))).isEmpty();
    }

    @Test
    void aClockThatWentBackDoesNotHideTheNewest() {
        keep(NOON);
        write("compose.yml", "services: {}\n");
        keep(NOON.minusSeconds(3600));
        assertThat(copies().archives().get(0)).hasFileName("20251123-120001.tar");
        assertThat(step(NOON)).isEmpty();
    }

    @Test
    void aDamagedCopyIsNotTakenForTheNewest() {
        keep(NOON);
        host.files().write(COPIES.resolve("20251123-130000.tar"), new byte[700], Files.PRIVATE);
        assertThat(copies().newest().orElseThrow().archive()).hasFileName("20251123-120000.tar");
    }

    @Test
    void thePreviewNamesTheFilesAndShowsNoSecret() {
        Step step = step(NOON).orElseThrow();
        Preview preview = Preview.of(Plan.at(NOON, "backup", HOME, List.of(step), Map.of()));
        assertThat(preview.files()).hasSize(1);
        assertThat(preview.files().get(0).lines()).isEmpty();
        assertThat(preview.changes().toString()).contains(".config/docker.env");
        assertThat(preview.toString() + step).doesNotContain("made-up-for-the-demo");
    }

    @Test
    void whatIsTooLargeOrElsewhereIsNamed() {
        host.files().write(DemoHost.MISSKEY.resolve(".config/large"), new byte[(1 << 20) + 1], Files.PUBLIC);
        write("compose.yml", "services: {db: {image: 'postgres:15', env_file: [../elsewhere.env, more.env]}}\n");
        write("../elsewhere.env", "A=1\n");
        write("more.env", "B=1\n");
        KeepInstance step = (KeepInstance) step(NOON).orElseThrow();
        assertThat(step.files().names()).contains("more.env").doesNotContain(".config/large");
        assertThat(step.files().left()).containsExactly(".config/large", "/home/admin/elsewhere.env");
        assertThat(step.changes()).hasSize(3).last().isInstanceOf(Change.NoteChange.class);
    }

    @Test
    void i_whatMisskeyHasMountedAsItsSettingsIsKept() {
        write("config/default.yml", "url: https://misskey.example.com/\n");
        write("mk.yml", "url: https://misskey.example.com/\n");

        assertThat(read(settings("config/default.yml")).names()).contains("config/default.yml", ".config/docker.env");
        assertThat(read(settings("mk.yml")).names()).contains("mk.yml").doesNotContain("config/default.yml");
        assertThat(read(settings("../elsewhere/default.yml")).left()).isEmpty(); // it is not there
        write("../elsewhere/default.yml", "url: https://misskey.example.com/\n");
        assertThat(read(settings("../elsewhere/default.yml")).left())
                .containsExactly("/home/admin/elsewhere/default.yml");
    }

    @Test
    void i_everyFileItIsStartedByIsKept() {
        write("base.yml", "services: {db: {image: 'postgres:15', env_file: [db.env]}}\n");
        write("db.env", "A=1\n");
        write("disk.yml", "services: {}\n");
        write("prod.env", "B=1\n");

        assertThat(read(MISSKEY.startedAs(new ComposeProject(
                                DemoHost.MISSKEY,
                                List.of(DemoHost.MISSKEY.resolve("base.yml"), DemoHost.MISSKEY.resolve("disk.yml")),
                                List.of(DemoHost.MISSKEY.resolve("prod.env")),
                                Optional.empty())))
                        .names())
                .contains("base.yml", "disk.yml", "prod.env", "db.env");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"COMPOSE_FILE=base.yml:disk.yml", "COMPOSE_PATH_SEPARATOR=;\nCOMPOSE_FILE='base.yml;disk.yml'"})
    void i_whatDotEnvNamesIsKeptWhereNothingRuns(String env) {
        write("base.yml", "services: {db: {image: 'postgres:15', env_file: [db.env]}}\n");
        write("db.env", "A=1\n");
        write("disk.yml", "services: {}\n");
        write(".env", env + "\n");

        assertThat(read(MISSKEY).names()).contains("base.yml", "disk.yml", "db.env");
    }

    private InstanceFiles read(BackupSettings.Misskey misskey) {
        return InstanceFiles.read(host, HOME, misskey, false);
    }

    private static BackupSettings.Misskey settings(String file) {
        return new BackupSettings.Misskey(
                MISSKEY.host(),
                MISSKEY.directory(),
                "misskey",
                "db",
                "web",
                List.of(),
                DemoHost.MISSKEY.resolve(file).normalize().toString(),
                MISSKEY.compose());
    }

    @Test
    void theOperatorIsToldWhichFileGoesWhere() {
        assertThat(copies().layingOut(Path.of("/srv/misskey"), false)).isEmpty();
        keep(NOON);
        List<Line> lines = copies().layingOut(Path.of("/srv/mis skey"), false);
        assertThat(lines.toString()).contains("/srv/mis skey/.config/docker.env");
        String last = lines.get(lines.size() - 1).text().toString();
        assertThat(last)
                .contains("cd '/srv/mis skey' && tar -x")
                .contains("--no-same-owner --no-same-permissions --skip-old-files")
                .contains("< " + COPIES + "/20251123-120000.tar)");
        assertThat(copies().layingOut(Path.of("/srv/misskey"), true).toString())
                .contains("&& setpriv --reuid \"$(stat -c %u .)\" --regid \"$(stat -c %g .)\" --clear-groups tar -x ");
    }

    private Optional<Step> step(Instant now) {
        return KeepInstance.of(copies(), InstanceFiles.read(host, HOME, MISSKEY, true), now);
    }

    private void keep(Instant now) {
        step(now).orElseThrow().run(host, new Silent());
    }

    private InstanceCopies copies() {
        return InstanceCopies.read(host.files(), HOME);
    }

    private int mode(Path path) {
        return host.files().look(path).orElseThrow().mode();
    }

    private void write(String name, String text) {
        Path path = DemoHost.MISSKEY.resolve(name).normalize();
        host.files().write(path, text.getBytes(StandardCharsets.UTF_8), Files.PUBLIC);
    }
}
