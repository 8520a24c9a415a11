package hikae.status;

import hikae.backup.container.ComposeRisk;
import hikae.backup.container.ImageRecord;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.host.Docker;
import hikae.host.Holder;
import hikae.instance.Uploads;
import hikae.recovery.DamagedRuns;
import hikae.recovery.NextMove;
import hikae.recovery.RecoveryHistory;
import hikae.status.check.ChecksTest;
import hikae.status.look.StatusSnapshot;
import hikae.text.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything that the status knows to be wrong, as changes to a sight where nothing is, and the restores that are not at their end. */
final class Troubles {
    private static final String DATA = "/var/lib/postgresql/data";
    private static final String EMPTIED = "rows note 0\nrows user 0\nrows counted\n";
    private static final String HELD_BACK =
            "port {\"Running\":{},\"Last\":{\"Exit_status\":1,\"Stdout\":\"\",\"Stderr\":"
                    + "\"hikae: the database has shrunk: notes 407 -> 0\",\"ExitTime\":\"2025-11-24T09:00:00+09:00\"},"
                    + "\"Schedule\":\"0 4 * * *\"}\n";
    private static final String FAILED_BEFORE = "port {\"Last\":{\"Exit_status\":1,\"Stderr\":\"no\",\"ExitTime\":"
            + "\"2025-11-24T04:00:02+09:00\"},\"Schedule\":\"0 4 * * *\"}";

    /** All of them by what is wrong; those of one red line each are those of {@link ChecksTest}. */
    static Map<String, Consumer<Sight>> all() {
        Map<String, Consumer<Sight>> all = new LinkedHashMap<>();
        ChecksTest.oneFaultIsOneRedLine().forEach(fault -> all.put(fault.get()[0].toString(), change(fault.get()[2])));
        all.put(
                "Misskey is not where it was",
                s -> s.missing = Optional.of(Problem.of("status-instance-missing", "/m")));
        all.put("the data is gone", Troubles::loseData);
        all.put("the database runs apart", s -> {
            loseData(s);
            s.down = StatusSnapshot.Down.APART;
        });
        all.put("the database is unhealthy", s -> s.databaseHealth = Optional.of("unhealthy"));
        all.put("Misskey is stopped", s -> s.webState = "exited");
        all.put("Misskey is unhealthy", s -> s.webHealth = Optional.of("unhealthy"));
        all.put("the data is in a nameless volume", s -> s.databaseMounts = List.of(nameless()));
        all.put("the collation is another", s -> s.inside = Sight.inside("collation 2.31 2.36\n"));
        all.put("the collation has no version", s -> s.inside = Sight.inside("collation 2.31 -\n"));
        all.put("the hook has no room", s -> s.hookless = hookless());
        all.put("the hook has no room and nothing runs", s -> {
            s.hookless = hookless();
            s.state = "exited";
        });
        all.put("uploads are denied", s -> s.uploads = Optional.of(new Uploads(Path.of("/f"), "991:991", false)));
        all.put("compose.yml gives rights away", s -> s.risk = risk());
        all.put("the image is another", s -> {
            s.containerImageId = "sha256:2e3";
            s.images = new StatusSnapshot.Images(
                    Optional.of(new ImageRecord("x", "sha256:01d", List.of("x@sha256:d1"))), Optional.of("sha256:2e3"));
        });
        all.put("the name of the image has moved", s -> {
            s.containerImageId = "sha256:01d";
            s.images = new StatusSnapshot.Images(Optional.empty(), Optional.of("sha256:2e3"));
        });
        all.put("the zone of the container is another", s -> s.containerZone = "UTC");
        all.put("the emptied database is guarded", Troubles::empty);
        all.put("the emptied database is unguarded", s -> {
            empty(s);
            s.guarded = false;
        });
        all.put("a run was held back", s -> s.inside = Sight.inside(HELD_BACK));
        all.put("a failed run was made good", s -> {
            s.inside = Sight.inside(FAILED_BEFORE);
            s.dumps = List.of(MadeUpDumps.good(Duration.ofHours(5)));
        });
        all.put("there is no dump", s -> s.dumps = List.of());
        all.put("the dumps are old", s -> s.dumps = List.of(MadeUpDumps.good(Duration.ofDays(9))));
        all.put("the newest dump is bad", s -> s.dumps = List.of(MadeUpDumps.bad(Duration.ofHours(6))));
        all.put("the newest dump is unread", s -> s.dumps = List.of(MadeUpDumps.unread(Duration.ofHours(6))));
        all.put("a dump is small", s -> s.dumps = before(MadeUpDumps.good(Duration.ofHours(6), 400_000, 5000)));
        all.put("a dump has few rows", s -> s.dumps = before(MadeUpDumps.good(Duration.ofHours(6), 900_000, 2000)));
        all.put(
                "an older dump is bad",
                s -> s.dumps = List.of(MadeUpDumps.good(Duration.ofHours(6)), MadeUpDumps.bad(Duration.ofHours(30))));
        all.put("a dump is from the future", s -> s.dumps = List.of(MadeUpDumps.good(Duration.ofHours(-1))));
        all.put(
                "a link leads to nothing",
                s -> s.links.add(new BackupFolder.Link(Sight.HOME.resolve("backups/last/x-latest.sql.gz"), false)));
        all.put("the disk is full", s -> s.disk = new StatusSnapshot.Disk(true, "2049:77", 1_500_000, false));
        all.put("the disk will be too small", s -> s.disk = new StatusSnapshot.Disk(true, "2049:77", 3_000_000, false));
        all.put("nothing was rehearsed", s -> s.recoveries = Sight.only(Optional.empty()));
        all.put("the rehearsal is old", s -> s.recoveries = Sight.only(Optional.of(Sight.rehearsed(91, true))));
        all.put("the rehearsal failed", s -> s.recoveries = Sight.only(Optional.of(Sight.rehearsed(1, false))));
        all.put(
                "a database is kept for long",
                s -> s.inside = Sight.inside("kept hikae_kept_20251001_010000_a1b2c3 1900000000\n"));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Sight> change(Object argument) {
        return (Consumer<Sight>) argument;
    }

    static void loseData(Sight sight) {
        sight.databaseRuns = false;
        sight.down = StatusSnapshot.Down.GONE;
        sight.inside = Sight.inside("login 2 psql: error: could not translate host name");
    }

    static void empty(Sight sight) {
        sight.inside = Sight.inside(EMPTIED);
        sight.guarded = true;
        sight.dumps = List.of(MadeUpDumps.good(Duration.ofHours(6), 1_000_000, 407));
    }

    private static Docker.Mount nameless() {
        return new Docker.Mount("volume", "0123456789abcdef".repeat(4), "/volumes/x/_data", DATA);
    }

    private static Optional<Problem> hookless() {
        return Optional.of(Problem.of("hook-no-room", "compose.yml:40", "./hooks", "50-hikae"));
    }

    private static ComposeRisk risk() {
        List<String> keys = List.of("db-backup: privileged: true");
        return new ComposeRisk(Sight.HOME.resolve("compose.yml"), keys, Optional.of("mallory"), true);
    }

    private static List<Dump> before(Dump newest) {
        return List.of(newest, MadeUpDumps.good(Duration.ofDays(1), 1_000_000, 5000));
    }

    /** A restore that is not at its end, and how. */
    enum Restore {
        INTERRUPTED,
        OF_A_LOST_CLUSTER,
        RUNNING,
        DAMAGED;

        void begin(Sight sight) {
            RecoveryHistory open = RecoveryChecksTest.unfinished(Optional.empty());
            Optional<Holder> holder =
                    Optional.of(new Holder(ProcessHandle.current().pid(), Sight.NOW.toInstant(), Optional.empty()));
            DamagedRuns damage = new DamagedRuns(
                    open.unfinished().orElseThrow().runId(), Problem.of("recovery-run-damaged", "r", "w", "/x", "/y"));
            sight.recoveries = new RecoveryHistory(
                    sight.recoveries.rehearsal(),
                    open.unfinished(),
                    this == RUNNING ? holder : Optional.empty(),
                    Optional.empty(),
                    open.paused(),
                    open.situation(),
                    this == OF_A_LOST_CLUSTER ? NextMove.AGAIN : open.next(),
                    this == DAMAGED ? List.of(damage) : List.of());
        }
    }

    private Troubles() {}
}
