package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.BackupFolder;
import hikae.backup.ComposeRisk;
import hikae.backup.Counted;
import hikae.backup.ImageRecord;
import hikae.backup.Rows;
import hikae.host.Docker;
import hikae.host.Holder;
import hikae.instance.Uploads;
import hikae.recovery.Damage;
import hikae.recovery.NextMove;
import hikae.recovery.Recoveries;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.Typed;
import hikae.ui.Plain;
import hikae.work.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every trouble that the status knows, alone and beside each that comes before it: all faces say the same, and no advice
 * acts against another. The server is an odd one, so that a command that is written down shows.
 */
class EveryTroubleTest {
    private static final Plain ENGLISH = new Plain(Language.EN);
    private static final String DATA = "/var/lib/postgresql/data";
    private static final String EMPTIED = "rows note 0\nrows user 0\nrows counted\n";
    private static final String HELD_BACK =
            "port {\"Running\":{},\"Last\":{\"Exit_status\":1,\"Stdout\":\"\",\"Stderr\":"
                    + "\"hikae: the database has shrunk: notes 407 -> 0\",\"ExitTime\":\"2025-11-24T09:00:00+09:00\"},"
                    + "\"Schedule\":\"0 4 * * *\"}\n";
    private static final String FAILED_BEFORE = "port {\"Last\":{\"Exit_status\":1,\"Stderr\":\"no\",\"ExitTime\":"
            + "\"2025-11-24T04:00:02+09:00\"},\"Schedule\":\"0 4 * * *\"}";

    /** What acts: starts, makes, changes or lets go of something. */
    private static final Pattern ACTS =
            Pattern.compile("up -d|docker(-compose)? (restart|start)|--mend|hikae (backup|setup|schedule|rehearse)"
                    + "|hikae restore(?! (status|continue|back))|--lost-cluster|REINDEX|chown");

    /** What starts the database, or Misskey and with it the database. */
    private static final Pattern STARTS = Pattern.compile("-f odd.yml up -d|[Ss]tart it");

    private static final Pattern BACKS_UP = Pattern.compile("hikae backup(?! --accept-shrunk)|restore forget");

    @BeforeEach
    void anOddServer() {
        Typed.use("/opt/h/hikae", "/opt/h/hikae", () -> "docker-compose");
        Typed.use(new Typed.Misskey(List.of("-f", "odd.yml"), List.of("app"), "postgres"));
    }

    @AfterEach
    void aUsualOne() {
        Typed.useUsual();
    }

    /** All of them by what is wrong; those of one red line each are those of {@link ChecksTest}. */
    private static Map<String, Consumer<Sight>> troubles() {
        Map<String, Consumer<Sight>> all = new LinkedHashMap<>();
        ChecksTest.oneFaultIsOneRedLine().forEach(fault -> all.put(fault.get()[0].toString(), change(fault.get()[2])));
        all.put(
                "Misskey is not where it was",
                s -> s.missing = Optional.of(Problem.of("status-instance-missing", "/m")));
        all.put("the data is gone", EveryTroubleTest::loseData);
        all.put("the database runs apart", s -> {
            loseData(s);
            s.down = Seen.Down.APART;
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
            s.images = new Seen.Images(
                    Optional.of(new ImageRecord("x", "sha256:01d", List.of("x@sha256:d1"))), Optional.of("sha256:2e3"));
        });
        all.put("the name of the image has moved", s -> {
            s.containerImageId = "sha256:01d";
            s.images = new Seen.Images(Optional.empty(), Optional.of("sha256:2e3"));
        });
        all.put("the zone of the container is another", s -> s.containerZone = "UTC");
        all.put("the emptied database is guarded", EveryTroubleTest::empty);
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
        all.put("the disk is full", s -> s.disk = new Seen.Disk(true, "2049:77", 1_500_000, false));
        all.put("the disk will be too small", s -> s.disk = new Seen.Disk(true, "2049:77", 3_000_000, false));
        all.put("nothing was rehearsed", s -> s.recoveries = rehearsed(Optional.empty()));
        all.put("the rehearsal is old", s -> s.recoveries = rehearsed(Optional.of(Sight.rehearsed(91, true))));
        all.put("the rehearsal failed", s -> s.recoveries = rehearsed(Optional.of(Sight.rehearsed(1, false))));
        all.put(
                "a database is kept for long",
                s -> s.inside = Sight.inside("kept hikae_kept_20251001_010000_a1b2c3 1900000000\n"));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Sight> change(Object argument) {
        return (Consumer<Sight>) argument;
    }

    private static void loseData(Sight sight) {
        sight.databaseRuns = false;
        sight.down = Seen.Down.GONE;
        sight.inside = Sight.inside("login 2 psql: error: could not translate host name");
    }

    private static void empty(Sight sight) {
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

    private static List<hikae.backup.Dump> before(hikae.backup.Dump newest) {
        return List.of(newest, MadeUpDumps.good(Duration.ofDays(1), 1_000_000, 5000));
    }

    private static Recoveries rehearsed(Optional<hikae.recovery.Rehearsal> last) {
        return new Recoveries(
                last,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                NextMove.EITHER,
                List.of());
    }

    /** A restore that is not at its end, and how. */
    enum Restore {
        INTERRUPTED,
        OF_A_LOST_CLUSTER,
        RUNNING,
        DAMAGED;

        private void begin(Sight sight) {
            Recoveries open = RecoveryChecksTest.unfinished(Optional.empty());
            Optional<Holder> holder =
                    Optional.of(new Holder(ProcessHandle.current().pid(), Sight.NOW.toInstant(), Optional.empty()));
            Damage damage = new Damage(
                    open.unfinished().orElseThrow().runId(), Problem.of("recovery-run-damaged", "r", "w", "/x", "/y"));
            sight.recoveries = new Recoveries(
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

    private static Status status(Consumer<Sight> change) {
        return Status.of(new Sight().with(change).seen());
    }

    private static String hint(Checked checked) {
        return checked.finding()
                .problem()
                .map(problem -> ENGLISH.one(problem.hint()))
                .orElse("");
    }

    /** One of the database of the made-up server. */
    private static Checked problem(String id) {
        return new Checked("database", Finding.no(Problem.of(id, "db", "/srv/misskey")));
    }

    private static Map<String, String> hints(Status status) {
        return status.checks().stream().collect(Collectors.toMap(Checked::id, EveryTroubleTest::hint));
    }

    /** What is not among them cannot be proved by the tests below. */
    @Test
    void theyAreAllThereAre() {
        Set<String> known = Messages.in(Language.EN).keys().stream()
                .filter(key -> key.matches("problem\\.(status|database-shrunk|hook)[a-z-]*"))
                .map(key -> key.substring("problem.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> met = new TreeSet<>();
        Stream<Consumer<Sight>> restoring = troubles().values().stream()
                .flatMap(trouble -> Stream.of(Restore.values()).map(restore -> trouble.andThen(restore::begin)));
        Consumer<Sight> paused = s -> {
            Restore.INTERRUPTED.begin(s);
            s.state = "exited";
        };
        Consumer<Sight> unpaused = s -> {
            s.recoveries = RecoveryChecksTest.unpaused();
            s.state = "exited";
        };
        Consumer<Sight> lost = s -> {
            loseData(s);
            s.recoveries = RecoveryChecksTest.unfinished(Optional.empty(), Map.of("lost_data", "/srv/misskey/db"));
        };
        Consumer<Sight> emptiedAndLinked = s -> {
            empty(s);
            s.links.add(new BackupFolder.Link(Sight.HOME.resolve("backups/last/x-latest.sql.gz"), false));
        };
        Stream.concat(
                        Stream.concat(troubles().values().stream(), restoring),
                        Stream.of(paused, unpaused, lost, emptiedAndLinked))
                .flatMap(change -> status(change).checks().stream())
                .flatMap(checked -> checked.finding().problem().stream())
                .map(Problem::id)
                .filter(known::contains)
                .forEach(met::add);
        assertThat(met).containsExactlyElementsOf(known);
    }

    @Test
    void allFacesSayTheSameAndTheFirstLineIsTheMostUrgent() {
        List<Consumer<Sight>> all = new ArrayList<>(troubles().values());
        for (Restore restore : Restore.values()) {
            troubles().values().forEach(trouble -> all.add(trouble.andThen(restore::begin)));
        }
        for (Consumer<Sight> change : all) {
            Status status = status(change);
            List<Checked> amiss = status.checks().stream()
                    .filter(one -> one.finding().problem().isPresent())
                    .toList();
            boolean red = amiss.stream().anyMatch(one -> one.finding().isNo());
            boolean restoring = status.seen().recoveries().unfinished().isPresent();
            List<String> named = amiss.stream()
                    .filter(one -> one.finding().isNo() == red || one.id().equals("unfinished"))
                    .map(one -> one.id() + ": " + ENGLISH.one(one.finding().what()))
                    .toList();
            Nagios nagios = Nagios.of(status, Language.EN);

            assertThat(nagios.line())
                    .startsWith((red ? "CRITICAL" : "WARNING") + " - "
                            + String.join(" ", named).replace('|', '/') + " | ");
            assertThat(nagios.status()).isEqualTo(red ? 2 : 1);
            assertThat(status.exit()).isEqualTo(red ? ExitCode.CHECK_SAYS_NO : ExitCode.DONE);
            assertThat(!restoring
                            || Set.of("records", "unfinished")
                                    .contains(amiss.get(0).id()))
                    .as(nagios.line())
                    .isTrue();
            assertThat(report(status))
                    .containsSubsequence(named.stream()
                            .map(one -> one.substring(one.indexOf(": ") + 2).strip())
                            .toList());
        }
    }

    private static String report(Status status) {
        return String.join("\n", new Plain(Language.EN).report(StatusReport.of(status, Language.EN)));
    }

    @ParameterizedTest
    @EnumSource(Restore.class)
    void whileARestoreIsNotAtItsEndNothingIsAdvisedThatActs(Restore restore) {
        troubles().forEach((words, trouble) -> {
            Status status = status(trouble.andThen(restore::begin));
            Map<String, String> hints = hints(status);
            hints.keySet().removeAll(Set.of("records", "unfinished", "modes"));
            if (Set.of(Restore.INTERRUPTED, Restore.DAMAGED).contains(restore)) {
                hints.remove("database", hint(problem("database-stopped"))); // the restore cannot do without
                hints.remove("database", hint(problem("status-data-gone")));
                hints.remove("database", hint(problem("status-database-apart")));
            }
            assertThat(hints.values())
                    .as(words)
                    .allSatisfy(hint -> assertThat(hint).doesNotContainPattern(ACTS));
            assertThat(Mend.of(status)).as(words).isSubsetOf(Mend.MODES);
        });
    }

    /** Going on or back says that the database cannot be reached, and that the status knows why: no circle. */
    @Test
    void whatARestoreCannotDoWithoutIsAdvisedAllTheSame() {
        Consumer<Sight> stopped = s -> {
            s.databaseRuns = false;
            s.databaseHealth = Optional.of("unhealthy");
            s.inside = Sight.inside("login 2 psql: error: could not translate host name");
        };
        Map<String, String> hints = hints(status(stopped.andThen(Restore.INTERRUPTED::begin)));
        assertThat(hints).extractingByKey("database").asString().contains("-f odd.yml up -d db");
        assertThat(hints).as("what it said before it was stopped").doesNotContainKey("database-health");
        Consumer<Sight> refused = s -> s.inside = Sight.inside("login 2 FATAL: password authentication failed");
        assertThat(hints(status(refused.andThen(Restore.INTERRUPTED::begin))))
                .extractingByKey("database")
                .asString()
                .contains("/srv/misskey-backup/secrets/db_password");
    }

    @Test
    void whoseDataIsGoneIsNeverToldToStartIt() {
        troubles().forEach((words, trouble) -> {
            Map<String, String> hints = hints(status(trouble.andThen(s -> {
                boolean found = s.missing.isEmpty() && s.engine.isEmpty();
                if (found) {
                    loseData(s);
                }
            })));
            hints.remove("instance"); // one that is not found has nothing that could be looked at
            hints.remove("container"); // the backup's own
            assertThat(hints.values())
                    .as(words)
                    .allSatisfy(hint ->
                            assertThat(hint.replace("Do not start it", "")).doesNotContainPattern(STARTS));
        });
    }

    @Test
    void whatIsLeftOfADatabaseIsNotBackedUpAndNothingOlderIsLetGoOf() {
        troubles().forEach((words, trouble) -> {
            Status status = status(s -> {
                trouble.accept(s);
                s.noted = Optional.of(
                        new Counted(new Rows(407, 40), Sight.NOW.minusHours(1).toInstant()));
                if (s.inside.rows().isEmpty() && s.inside.major().isPresent()) {
                    s.inside = with(s.inside, new Rows(0, 0));
                }
            });
            if (status.seen().shrunk().isPresent()) {
                assertThat(hints(status).values())
                        .as(words)
                        .allSatisfy(hint -> assertThat(hint).doesNotContainPattern(BACKS_UP));
                assertThat(Mend.of(status)).as(words).doesNotContain(Mend.BACKUP, Mend.FORGET);
            }
        });
    }

    private static Inside with(Inside inside, Rows rows) {
        return new Inside(
                inside.offset(),
                inside.inode(),
                inside.dumping(),
                inside.major(),
                inside.refusal(),
                inside.scheduler(),
                inside.kept(),
                Optional.of(rows),
                inside.collation(),
                inside.filesHere());
    }

    /** The Compose that is here, the files Misskey was started with, the path of the program. */
    @Test
    void whatIsToBeTypedCanBeTypedHere() {
        for (Map.Entry<String, Consumer<Sight>> trouble : troubles().entrySet()) {
            for (String hint : hints(status(trouble.getValue())).values()) {
                assertThat(hint)
                        .as(trouble.getKey())
                        .doesNotContain("docker compose ")
                        .doesNotContainPattern("(?<!/)hikae (status|backup|setup|schedule|restore|rehearse|verify)")
                        .doesNotContainPattern("docker-compose (up|logs|exec).*\\b(app|postgres)\\b");
                // Compose 1 dies at a container whose file has changed since, and takes it with it; where none is, none
                // does
                assertThat(!hint.contains("docker-compose up -d")
                                || hint.contains("docker-compose rm -sf && docker-compose up -d")
                                || trouble.getKey().equals("no container"))
                        .as(hint)
                        .isTrue();
            }
        }
    }
}
