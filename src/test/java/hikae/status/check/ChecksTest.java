package hikae.status.check;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.status.CheckResult;
import hikae.status.MadeUpDumps;
import hikae.status.Sight;
import hikae.status.Status;
import hikae.status.check.dumps.LastRun;
import hikae.status.look.StatusSnapshot;
import hikae.text.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault turns one line red, its own; and each check on both sides of its limit. */
public class ChecksTest {
    private static final String FAILED = """
            port {"Running":{},"Last":{"Exit_status":1,"Stderr":"pg_dump: error: connection refused","ExitTime":\
            "2025-11-24T04:00:02+09:00"},"Schedule":"0 4 * * *"}
            """;

    @Test
    void aHealthyServerHasNoRedLine() {
        assertThat(Sight.reds(sight -> sight)).isEmpty();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource
    void oneFaultIsOneRedLine(String fault, String line, Consumer<Sight> change) {
        assertThat(Sight.reds(sight -> sight.with(change))).as(fault).containsExactly(line);
    }

    public static Stream<Arguments> oneFaultIsOneRedLine() {
        return Stream.of(
                fault("Docker does not answer", "instance", s -> s.engine = Optional.of(Problem.of("docker-timeout"))),
                fault("Misskey is gone", "instance", s -> s.missing = Optional.of(Problem.of("instance-none"))),
                fault("the database is stopped", "database", s -> {
                    s.databaseRuns = false;
                    s.inside = Sight.inside("login 2 psql: error: could not translate host name");
                }),
                fault("Misskey is down, its network gone", "database", s -> {
                    s.databaseRuns = false;
                    s.networkId = Optional.empty();
                    s.state = "exited";
                }),
                fault(
                        "the password is refused",
                        "database",
                        s -> s.inside = Sight.inside("login 2 FATAL: password authentication failed")),
                fault(
                        "compose.yml lacks a value",
                        "compose",
                        s -> s.unreadable = Optional.of(Problem.of("compose-value-missing", "SCHEDULE"))),
                fault("no container", "container", s -> s.container = false),
                fault("the container is stopped", "container", s -> s.state = "exited"),
                fault("the container loops", "container", s -> s.state = "restarting"),
                fault("the container was just restarted by Docker", "container", s -> {
                    s.restarts = 4;
                    s.startedAt = Sight.NOW.minusSeconds(20).toInstant();
                }),
                fault("the port is silent", "container", s -> s.inside = Sight.inside("port curl: no")),
                fault("the container hangs", "container", s -> s.asked = false),
                fault("the network was made anew", "network", s -> {
                    s.networkId = Optional.of("net-2");
                    s.databaseNetworkId = "net-2";
                    s.inside = Sight.inside("login 2 psql: error: could not translate host name");
                }),
                fault("the network was made anew while the container was stopped", "network", s -> {
                    s.networkId = Optional.of("net-2");
                    s.databaseNetworkId = "net-2";
                    s.state = "exited";
                }),
                fault("the network is gone", "network", s -> {
                    s.networkId = Optional.empty();
                    s.databaseNetworkId = "net-9";
                    s.state = "exited";
                }),
                fault("the database moved to another network", "network", s -> s.databaseNetworkId = "net-9"),
                fault("the schedule is none", "schedule", s -> s.schedule = "0 4 * * 7"),
                fault("the schedule never fires", "schedule", s -> s.schedule = "0 4 30 2 *"),
                fault("the schedule is full-width", "schedule", s -> s.schedule = "0 ４ * * *"),
                fault("the zone is none", "schedule", s -> s.zone = "Asia/Tokio"),
                fault("the file has another schedule", "schedule", s -> s.schedule = "0 5 * * *"),
                fault("the file has another zone", "schedule", s -> s.zone = "Europe/Paris"),
                fault("the clock is elsewhere", "clock", s -> s.inside = Sight.inside("offset +0000")),
                fault("the file has another image", "image", s -> s.image = "x/postgres-backup-local:17-alpine"),
                fault("the container has another image", "image", s -> s.containerImage = "x:14"),
                fault("the image says no version", "image", s -> s.image = "x/postgres-backup-local:latest"),
                fault("the server was upgraded", "image", s -> s.inside = Sight.inside("login 0 160004")),
                fault("the last scheduled run failed", "last-run", s -> s.inside = Sight.inside(FAILED)),
                fault("the directory is gone and with it the container", "folder", s -> {
                    s.disk = new StatusSnapshot.Disk(false, "", 1_000_000, false);
                    s.modes.remove("backups");
                    s.state = "exited";
                }),
                fault("the directory was replaced", "folder", s -> s.inside = Sight.inside("inode 78")),
                fault("the password file is gone", "modes", s -> {
                    s.password = false;
                    s.state = "exited";
                }),
                fault("the password is open", "modes", s -> s.modes.put("secrets/db_password", 0640)),
                fault("the copies of Misskey's files are open", "modes", s -> s.modes.put("instance", 0750)),
                fault("the directory is open", "modes", s -> s.modes.put("", 0755)));
    }

    private static Arguments fault(String words, String line, Consumer<Sight> change) {
        return Arguments.of(words, line, change);
    }

    @Test
    void aContainerThatWasNeverStartedIsNotOnAStaleNetwork() {
        assertThat(Sight.reds(sight -> sight.with(s -> {
                    s.state = "created";
                    s.containerNetworkId = "";
                })))
                .containsExactly("container");
    }

    @Test
    void aContainerThatWasRestartedLongAgoIsFine() {
        assertThat(Sight.reds(sight -> sight.with(s -> s.restarts = 4))).isEmpty();
    }

    @Test
    void aScheduleThatRunsVeryOftenIsAWarning() {
        Status status = Status.of(new Sight()
                .with(s -> {
                    s.schedule = "* * * * *";
                    s.dumps = List.of(MadeUpDumps.good(Duration.ofMinutes(1)));
                    s.inside = Sight.inside("port {\"Schedule\":\"* * * * *\"}");
                })
                .seen());
        assertThat(status.reds()).isEmpty();
        assertThat(status.warnings()).extracting(CheckResult::id).containsExactly("schedule");
    }

    @Test
    void nothingIsSaidOfWhatCannotBeKnown() {
        Status status = Status.of(new Sight().with(s -> s.state = "exited").seen());
        assertThat(status.checks())
                .extracting(CheckResult::id)
                .containsExactly(
                        "instance",
                        "database",
                        "container",
                        "schedule",
                        "image",
                        "folder",
                        "age",
                        "newest",
                        "partial",
                        "disk",
                        "modes",
                        "rehearsal");
    }

    @Test
    void eachFaultIsTakenForWhatItIs() {
        assertThat(List.of(
                        Sight.said(new NetworkCurrent(), s -> s.with(it -> it.databaseNetworkId = "net-9")),
                        Sight.said(new ScheduleActive(), s -> s.with(it -> it.zone = "JST-9")),
                        Sight.said(new ScheduleActive(), s -> s.with(it -> it.containerZone = "UTC")),
                        Sight.said(new ImageFits(), s -> s.with(it -> it.image = "x:alpine")),
                        Sight.said(
                                new ImageFits(),
                                s -> s.with(it -> {
                                    it.inside = Sight.inside("login 2 no");
                                    it.instanceMajor = 0;
                                })),
                        Sight.said(new LastRun(), s -> s.with(it -> it.inside = Sight.inside(FAILED)))))
                .containsExactly(
                        "status-network-other",
                        "zone-offset",
                        "status-zone-other",
                        "status-image-untagged",
                        "silent",
                        "status-run-failed");
    }
}
