package hikae.work;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.ProcessMark;
import hikae.host.real.RealHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is being done only by the process that works on it: its number may be another's, and another may hold the lock. */
class ProcessMarkedTest {
    private static final String RUN = "20261122-000000-restore";

    @TempDir
    Path home;

    private final Files files = RealHost.here(Environment.ofProcess()).files();
    private final ProcessMark here = ProcessMark.here().orElseThrow();
    private Files.Lock lock = () -> {};

    @BeforeEach
    void begun() {
        files.makeDirectory(home.resolve("hikae/runs").resolve(RUN), Files.PRIVATE_DIRECTORY);
    }

    @AfterEach
    void free() {
        lock.close();
    }

    @Test
    void theProcessThatBeganItAndHoldsTheLockDoesIt() {
        hold();
        assertThat(isBeingDone(here.toString())).isTrue();
        lock.close();
        assertThat(isBeingDone(here.toString())).isFalse();
    }

    /** After a reboot the numbers are given anew, and something else of ours may be at work. */
    @Test
    void theSameNumberBeforeARebootIsAnotherProcess() {
        hold();
        assertThat(isBeingDone(new ProcessMark(here.pid(), here.start(), "0b7e1ab0").toString()))
                .isFalse();
        assertThat(isBeingDone(new ProcessMark(here.pid(), here.start() - 1, here.boot()).toString()))
                .isFalse();
    }

    /** Such as the lock that a mending of the status holds. */
    @Test
    void aLockThatAnotherHoldsIsNotThatOfTheRun() {
        hold();
        assertThat(isBeingDone(new ProcessMark(1, 1, here.boot()).toString())).isFalse();
        assertThat(isBeingDone("")).as("noted by an older Hikae").isFalse();
    }

    /** Its lock's file is what a killed process has left, with a number that another bears by now. */
    @Test
    void whatALockSaysIsNotBelievedOfAProcessThatIsGone() {
        hold();
        ProcessMark gone = new ProcessMark(here.pid(), here.start() + 1, here.boot());
        assertThat(gone.isGone()).isTrue();
        assertThat(here.isGone()).isFalse();
        assertThat(new ProcessMark(here.pid(), here.start(), "0b7e1ab0").isGone())
                .isTrue();
        assertThat(ProcessMark.parse(gone.toString())).contains(gone);
        assertThat(ProcessMark.parse("4711")).isEmpty();
    }

    private void hold() {
        lock = files.lock(Runs.lock(home)).orElseThrow();
    }

    private boolean isBeingDone(String by) {
        String head = "{\"what\":\"head\",\"at\":\"2026-11-22T00:00:00Z\",\"version\":1,\"flow\":\"restore\",\"run\":\""
                + RUN + "\",\"input\":{},\"steps\":[\"pin\"]" + (by.isEmpty() ? "" : ",\"by\":\"" + by + "\"") + "}\n";
        files.writeOurs(
                home.resolve("hikae/runs").resolve(RUN).resolve(Journal.FILE), head.getBytes(StandardCharsets.UTF_8));
        Journal.Record run = Runs.unfinished(files, home).orElseThrow();
        return Runs.isBeingDone(files, home, run);
    }
}
