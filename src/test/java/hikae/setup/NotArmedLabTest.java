package hikae.setup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Host;
import hikae.lab.ChangedHost;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import hikae.work.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that runs but will not do what it should: something happened between the writing and the start. */
@Tag("lab")
class NotArmedLabTest {
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

    @AfterEach
    void forget() {
        misskey.forgetBackup();
    }

    @Test
    void aSchedulerThatHasAnotherScheduleIsNotCalledArmed() {
        Host host = ChangedHost.disturbed(
                Lab.host(home),
                directory ->
                        LabFlow.edit(directory.resolve("compose.yml"), text -> text.replace("0 4 * * *", "0 5 * * *")));
        EnterOnly face = new EnterOnly();
        assertThat(flow().setup(host, face)).contains(ExitCode.CHECK_SAYS_NO);
        assertThat(LabFlow.doubts(face)).contains("armed-schedule");
    }

    @Test
    void aScheduleTheSchedulerCannotReadIsNotCalledArmed() {
        Host host = ChangedHost.disturbed(
                Lab.host(home),
                directory ->
                        LabFlow.edit(directory.resolve("compose.yml"), text -> text.replace("0 4 * * *", "0 4 * * 7")));
        EnterOnly face = new EnterOnly();
        assertThat(flow().setup(host, face)).contains(ExitCode.CHECK_SAYS_NO);
        assertThat(LabFlow.doubts(face)).contains("armed-schedule");
    }

    @Test
    void aContainerThatRestartsOverAndOverIsAProblem() {
        Host host = ChangedHost.disturbed(
                Lab.host(home),
                directory -> LabFlow.edit(
                        directory.resolve("compose.yml"),
                        text -> text.replace("0 4 * * *", "0 4 * * 7")
                                .replace("      TZ:", "      LAB_INVALID_SCHEDULE: \"exit\"\n      TZ:")));
        EnterOnly face = new EnterOnly();
        assertThat(flow().setup(host, face)).contains(ExitCode.MIDWAY);
        assertThat(face.reports.get(0).facts()).containsEntry("problem", "backup-restarting");
    }

    @Test
    void aClockInAnotherZoneIsNotCalledArmed() {
        Host host = ChangedHost.disturbed(
                Lab.host(home),
                directory -> LabFlow.edit(
                        directory.resolve("compose.yml"), text -> text.replace("Asia/Tokyo", "Asia/Tokio")));
        EnterOnly face = new EnterOnly();
        assertThat(flow().setup(host, face)).contains(ExitCode.CHECK_SAYS_NO);
        assertThat(LabFlow.doubts(face)).contains("armed-zone");
    }

    @Test
    void aPasswordFileThatWasChangedMeanwhileIsNotCalledArmed() {
        Host host = ChangedHost.disturbed(
                Lab.host(home),
                directory -> LabFlow.edit(directory.resolve("secrets/db_password"), text -> "something else"));
        EnterOnly face = new EnterOnly();
        assertThat(flow().setup(host, face)).contains(ExitCode.MIDWAY);
        assertThat(LabFlow.doubts(face)).containsExactly("armed-login", "backup-password");
    }

    private LabFlow flow() {
        return new LabFlow(Lab.environment(home, Map.of()));
    }
}
