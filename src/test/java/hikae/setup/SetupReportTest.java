package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.ask.Given;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a setup says it has reached: never more than was proved, and no failed check where nothing failed. */
class SetupReportTest {
    private static final Path BACKUP = Path.of("/home/admin/misskey-backup");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-11-23T05:05:00Z"), ZoneId.of("Asia/Tokyo"));

    private final DemoHost host = new DemoHost(CLOCK);

    private static Report report(Host on, boolean filesOnly) {
        EnterOnly face = new EnterOnly();
        Map<String, String> answers = Map.of("instance_dir", DemoHost.MISSKEY.toString(), "rehearse", "no");
        Given given = new Given(answers, true, false, filesOnly, false, Optional.empty());
        Optional<ExitCode> exit = new SetupCommand(new Session(on, face, given), false).run();
        assertThat(face.refusals).isEmpty();
        Report report = face.reports.get(0);
        assertThat(exit).contains(report.exit());
        return report;
    }

    /** Misskey's own files, as their owner changes them. */
    private void edit() {
        Path file = DemoHost.MISSKEY.resolve(".config/default.yml");
        String text = new String(host.files().read(file, 1 << 16), StandardCharsets.UTF_8);
        host.files().replace(file, (text + "# mine\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aServiceThatIsStartedIsProved() {
        Report report = report(host, false);
        assertThat(report.id()).isEqualTo("setup");
        assertThat(report.exit()).isEqualTo(ExitCode.DONE);
        assertThat(report.facts()).containsEntry("started", true);
    }

    @Test
    void whereOnlyMisskeysFilesAreCopiedNothingWasToBeStarted() {
        report(host, false);
        edit();
        Report report = report(host, false);
        assertThat(host.files().list(BACKUP.resolve("instance"))).hasSize(2);
        assertThat(report.id()).isEqualTo("setup-renewed");
        assertThat(report.exit()).isEqualTo(ExitCode.DONE);
        assertThat(report.facts()).containsEntry("started", false).containsEntry("changed", true);
        assertThat(report.lines().toString()).doesNotContain("report.start-it");
    }

    @Test
    void whereOnlyOldSecretsAreRemovedNothingIsSaidToHaveBeenStarted() {
        report(host, false);
        host.files().write(BACKUP.resolve("secrets/db_password.20250101-000000.bak"), new byte[] {'x'}, Files.PRIVATE);
        Report report = report(host, false);
        assertThat(report.id()).isEqualTo("setup-renewed");
        assertThat(report.exit()).isEqualTo(ExitCode.DONE);
        assertThat(report.facts()).containsEntry("started", false);
    }

    @Test
    void filesThatWereAskedForAreDone() {
        Report report = report(host, true);
        assertThat(report.id()).isEqualTo("files-written");
        assertThat(report.exit()).isEqualTo(ExitCode.DONE);
        assertThat(report.lines().toString()).contains("report.start-it");
    }

    @Test
    void filesForWantOfDockerAreNotASetUp() {
        Docker none = (Docker) Proxy.newProxyInstance(
                Docker.class.getClassLoader(), new Class<?>[] {Docker.class}, (proxy, method, words) -> {
                    throw ProblemException.of("docker-missing", "/var/run/docker.sock");
                });
        Report report = report(
                new ChangedHost(host.environment(), host.files(), none, host.compose(), host.postgres(), host.web()),
                false);
        assertThat(report.id()).isEqualTo("files-written");
        assertThat(report.exit()).isEqualTo(ExitCode.CHECK_SAYS_NO);
        assertThat(report.lines().toString()).contains("report.start-it");
    }
}
