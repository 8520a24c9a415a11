package hikae.recovery;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.backup.dumps.Dump;
import hikae.dump.DumpFacts;
import hikae.dump.DumpJudge;
import hikae.flow.Session;
import hikae.host.Docker;
import hikae.host.Host;
import hikae.recovery.cluster.ClusterData;
import hikae.recovery.cluster.Outage;
import hikae.recovery.plan.Preflight;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreRequest;
import hikae.recovery.plan.RestoreSurvey;
import hikae.recovery.plan.StartDatabasePlan;
import hikae.recovery.record.LostRun;
import hikae.recovery.run.Containers;
import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.Note;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.DiskSpace;
import hikae.recovery.server.PsqlContainer;
import hikae.recovery.step.Pin;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import hikae.work.Journal;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A database server that cannot be used: it is started where it only was stopped; where it is lost, its data is set
 * aside and the backup goes into a fresh one. Never decided without the operator.
 */
final class LostCluster {
    /** The answer that says that the cluster is lost. */
    static final String LOST = "lost_cluster";

    private static final String START = "start";
    private static final String FRESH = "fresh";
    private static final String AGAIN = "again";
    private static final long USUAL_WAL = 1L << 30;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<String> OUTAGES = Set.of("recovery-no-connection", "recovery-sql", "docker-failed");

    private final Session session;
    private final Host host;
    private final RestoreTarget target;
    private boolean tried;

    LostCluster(Session session, RestoreTarget target) {
        this.session = session;
        this.host = session.host();
        this.target = target;
    }

    /** What the operator wants. */
    enum Wish {
        /** Look again. */
        AGAIN,
        /** Set the data aside and load into a fresh one. */
        FRESH,
        /** One step back, to where the restore was begun. */
        BACK,
        LEAVE,
        /** Nothing but to see what would be done, which was shown. */
        SHOWN
    }

    private static Wish outBy(Navigation navigation) {
        return navigation == Navigation.BACK ? Wish.BACK : Wish.LEAVE;
    }

    /** Whether a look at the server may be tried at all. */
    boolean runs() {
        return new Containers(host.docker(), target)
                .database()
                .filter(Docker.Container::isRunning)
                .isPresent();
    }

    /** Whether a problem says that the server cannot be used. */
    static boolean isOutage(Problem problem) {
        return OUTAGES.contains(problem.id());
    }

    /**
     * Finds out why it cannot be used, and what the operator wants.
     *
     * @param said what a look at the server ended with; empty where it does not run
     * @param newHere whether nothing is set up here yet: where there is no data either, nothing is asked
     */
    Wish wish(Optional<Problem> said, boolean newHere) {
        Optional<Outage> found =
                session.look(Message.of("recovery.looking-down"), () -> Outage.look(host, target, said, tried));
        if (found.isEmpty()) {
            return Wish.LEAVE;
        }
        Outage outage = found.get();
        if (newHere && outage.data().isNothing()) {
            return Wish.FRESH;
        }
        boolean flagged = session.given().answer(LOST).filter("yes"::equals).isPresent();
        return session.face().attended() && !flagged ? asked(outage) : decided(outage, flagged);
    }

    /** The flag decides, or nobody is there to; only what is lost is replaced, and that after a review as ever. */
    private Wish decided(Outage outage, boolean flagged) {
        if (!flagged || outage.kind() == Outage.Kind.OTHER) {
            throw new ProblemException(outage.why());
        }
        return outage.kind() == Outage.Kind.STOPPED ? started() : Wish.FRESH;
    }

    private Wish asked(Outage outage) {
        List<Option> rows = new ArrayList<>();
        if (outage.kind() == Outage.Kind.STOPPED) {
            rows.add(Option.of(START, Message.of("recovery.lost.start")));
        }
        rows.add(Option.of(AGAIN, Message.of("recovery.lost.again")));
        if (outage.kind() == Outage.Kind.LOST) {
            rows.add(Option.of(FRESH, Message.of("recovery.lost.fresh")));
        }
        MenuChoice chosen = session.face()
                .choose(new Table("recovery-lost", rows, RehearseReport.explained(Finding.no(outage.why())), List::of));
        if (chosen.navigation() != Navigation.NEXT) {
            return outBy(chosen.navigation());
        }
        return switch (chosen.value()) {
            case START -> startedFrom(outage);
            case FRESH -> Wish.FRESH;
            default -> Wish.AGAIN;
        };
    }

    /** From the review back is to the question. */
    private Wish startedFrom(Outage outage) {
        Wish wish = started();
        return wish == Wish.BACK ? asked(outage) : wish;
    }

    /** Whether it comes up or not is looked at afterwards. */
    private Wish started() {
        Plan plan = StartDatabasePlan.made(target, Plan.runIdAt(session.now(), RecoveryFlow.WAKE));
        if (session.given().dryRun()) {
            session.face().show(RehearseReport.dryRun(plan));
            return Wish.SHOWN;
        }
        Navigation approved = session.face().approve(Preview.of(plan));
        if (approved != Navigation.NEXT) {
            return outBy(approved);
        }
        Optional<Run> over = session.flow().done(plan);
        if (over.isEmpty()) {
            return Wish.LEAVE;
        }
        Run run = over.get();
        tried = run.problem().isPresent();
        run.problem()
                .filter(problem -> !problem.id().equals("recovery-database-silent"))
                .ifPresent(problem -> {
                    throw new ProblemException(problem); // it answers, but does not let us in; or Compose says why not
                });
        return Wish.AGAIN;
    }

    /** Plan, typed host name, work; where another run could not go on, it takes over from that one. */
    Optional<ExitCode> restore(Dump dump, boolean newHome, ZonedDateTime now) {
        ClusterData data = ClusterData.look(host, target);
        Optional<Journal.Record> before = LostRun.stuck(host.files(), target.home());
        List<Finding> findings = judge(dump, data);
        if (findings.stream().anyMatch(Finding::isNo)) {
            return Optional.of(session.flow().show(RestoreReport.refused(findings)));
        }
        Optional<Path> moved = data.path().filter(path -> data.movable() == ClusterData.Movable.YES);
        RestoreRequest request = RestoreRequest.of(target, dump.path())
                .by(session.given().answers())
                .into(new LostClusterOptions(moved, before.map(Journal.Record::runId), newHome));
        Plan plan = RestorePlan.made(request, Plan.runIdAt(now.toInstant(), RecoveryFlow.RESTORE));
        Optional<Path> aside = before.flatMap(run -> new RunNotes(host.files(), run.folder()).get(Note.DATA_ASIDE));
        LostForm form = new LostForm(target, dump, data, aside, newHome, findings, now);
        if (session.given().dryRun()) {
            return session.flow().instead(RestoreReport.dryRun(form.lines(), plan));
        }
        return new RecoveryRunner(session).walk(form.interview(session.given().answers()), plan);
    }

    private List<Finding> judge(Dump dump, ClusterData data) {
        DumpFacts facts = dump.verified().orElseThrow().report().facts();
        List<Finding> findings =
                new ArrayList<>(dump.verified().orElseThrow().report().findings());
        findings.addAll(DumpJudge.against(
                facts,
                new DumpJudge.Place(
                        target.database().major(),
                        psql(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        new RestoreSurvey(host, target).before(dump),
                        Preflight.isAnyInstance(session.given().answers()))));
        if (data.movable() == ClusterData.Movable.NO) {
            findings.add(Finding.no(Problem.of(
                    "recovery-volume-special",
                    data.volume().orElseGet(() -> target.misskey().directory()))));
        }
        long needed =
                DiskSpace.needed(facts.sqlBytes(), USUAL_WAL, false) + dump.bytes(); // its copy may be on the same disk
        long free = host.files()
                .freeBytes(data.path().orElseGet(() -> Path.of(target.misskey().directory())));
        if (free < needed) {
            findings.add(Finding.no(Problem.of("recovery-disk", Amount.bytes(needed), Amount.bytes(free))));
        }
        Pin.noRoom(target.home(), host.files().freeBytes(target.home()), dump.bytes())
                .ifPresent(problem -> findings.add(Finding.no(problem)));
        return findings;
    }

    /** The version of the psql that will load it. */
    private Optional<String> psql() {
        Docker.Throwaway asked = new Docker.Throwaway(
                target.image(),
                "none",
                List.of("psql", "--version"),
                Map.of(),
                PsqlContainer.labels("look", "look", target.home()));
        String said = host.docker().run(asked, LIMIT).output();
        return Optional.of(said.replaceFirst("(?s)^\\D*(\\d+(?:\\.\\d+)?).*", "$1"))
                .filter(version -> version.matches("[\\d.]+"));
    }
}
