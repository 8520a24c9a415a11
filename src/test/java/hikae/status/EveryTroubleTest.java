package hikae.status;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Counted;
import hikae.backup.dumps.Rows;
import hikae.status.look.ContainerProbe;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.Problem;
import hikae.text.Typed;
import hikae.ui.Plain;
import hikae.work.ExitCode;
import java.util.ArrayList;
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

    private static Status status(Consumer<Sight> change) {
        return Status.of(new Sight().with(change).seen());
    }

    private static String hint(CheckResult checked) {
        return checked.finding()
                .problem()
                .map(problem -> ENGLISH.one(problem.hint()))
                .orElse("");
    }

    /** One of the database of the made-up server. */
    private static CheckResult problem(String id) {
        return new CheckResult("database", Finding.no(Problem.of(id, "db", "/srv/misskey")));
    }

    private static Map<String, String> hints(Status status) {
        return status.checks().stream().collect(Collectors.toMap(CheckResult::id, EveryTroubleTest::hint));
    }

    /** What is not among them cannot be proved by the tests below. */
    @Test
    void theyAreAllThereAre() {
        Set<String> known = Messages.in(Language.EN).keys().stream()
                .filter(key -> key.matches("problem\\.(status|database-shrunk|hook)[a-z-]*"))
                .map(key -> key.substring("problem.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> met = new TreeSet<>();
        Stream<Consumer<Sight>> restoring = Troubles.all().values().stream()
                .flatMap(trouble ->
                        Stream.of(Troubles.Restore.values()).map(restore -> trouble.andThen(restore::begin)));
        Consumer<Sight> paused = s -> {
            Troubles.Restore.INTERRUPTED.begin(s);
            s.state = "exited";
        };
        Consumer<Sight> unpaused = s -> {
            s.recoveries = RecoveryChecksTest.unpaused();
            s.state = "exited";
        };
        Consumer<Sight> lost = s -> {
            Troubles.loseData(s);
            s.recoveries = RecoveryChecksTest.unfinished(Optional.empty(), Map.of("lost_data", "/srv/misskey/db"));
        };
        Consumer<Sight> emptiedAndLinked = s -> {
            Troubles.empty(s);
            s.links.add(new BackupFolder.Link(Sight.HOME.resolve("backups/last/x-latest.sql.gz"), false));
        };
        Stream.concat(
                        Stream.concat(Troubles.all().values().stream(), restoring),
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
        List<Consumer<Sight>> all = new ArrayList<>(Troubles.all().values());
        for (Troubles.Restore restore : Troubles.Restore.values()) {
            Troubles.all().values().forEach(trouble -> all.add(trouble.andThen(restore::begin)));
        }
        for (Consumer<Sight> change : all) {
            Status status = status(change);
            List<CheckResult> amiss = status.checks().stream()
                    .filter(one -> one.finding().problem().isPresent())
                    .toList();
            boolean red = amiss.stream().anyMatch(one -> one.finding().isNo());
            boolean restoring = status.snapshot().recoveries().unfinished().isPresent();
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
    @EnumSource(Troubles.Restore.class)
    void whileARestoreIsNotAtItsEndNothingIsAdvisedThatActs(Troubles.Restore restore) {
        Troubles.all().forEach((words, trouble) -> {
            Status status = status(trouble.andThen(restore::begin));
            Map<String, String> hints = hints(status);
            hints.keySet().removeAll(Set.of("records", "unfinished", "modes"));
            if (Set.of(Troubles.Restore.INTERRUPTED, Troubles.Restore.DAMAGED).contains(restore)) {
                hints.remove("database", hint(problem("database-stopped"))); // the restore cannot do without
                hints.remove("database", hint(problem("status-data-gone")));
                hints.remove("database", hint(problem("status-database-apart")));
            }
            assertThat(hints.values())
                    .as(words)
                    .allSatisfy(hint -> assertThat(hint).doesNotContainPattern(ACTS));
            assertThat(Repair.of(status)).as(words).isSubsetOf(Repair.MODES);
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
        Map<String, String> hints = hints(status(stopped.andThen(Troubles.Restore.INTERRUPTED::begin)));
        assertThat(hints).extractingByKey("database").asString().contains("-f odd.yml up -d db");
        assertThat(hints).as("what it said before it was stopped").doesNotContainKey("database-health");
        Consumer<Sight> refused = s -> s.inside = Sight.inside("login 2 FATAL: password authentication failed");
        assertThat(hints(status(refused.andThen(Troubles.Restore.INTERRUPTED::begin))))
                .extractingByKey("database")
                .asString()
                .contains("/srv/misskey-backup/secrets/db_password");
    }

    @Test
    void whoseDataIsGoneIsNeverToldToStartIt() {
        Troubles.all().forEach((words, trouble) -> {
            Map<String, String> hints = hints(status(trouble.andThen(s -> {
                boolean found = s.missing.isEmpty() && s.engine.isEmpty();
                if (found) {
                    Troubles.loseData(s);
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
        Troubles.all().forEach((words, trouble) -> {
            Status status = status(s -> {
                trouble.accept(s);
                s.noted = Optional.of(
                        new Counted(new Rows(407, 40), Sight.NOW.minusHours(1).toInstant()));
                if (s.inside.rows().isEmpty() && s.inside.major().isPresent()) {
                    s.inside = with(s.inside, new Rows(0, 0));
                }
            });
            if (status.snapshot().shrunk().isPresent()) {
                assertThat(hints(status).values())
                        .as(words)
                        .allSatisfy(hint -> assertThat(hint).doesNotContainPattern(BACKS_UP));
                assertThat(Repair.of(status)).as(words).doesNotContain(Repair.BACKUP, Repair.FORGET);
            }
        });
    }

    private static ContainerProbe with(ContainerProbe inside, Rows rows) {
        return new ContainerProbe(
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
        for (Map.Entry<String, Consumer<Sight>> trouble : Troubles.all().entrySet()) {
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
