package hikae.recovery;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.host.Host;
import hikae.text.Line;
import hikae.text.Moments;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.Chosen;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
import hikae.work.ExitCode;
import hikae.work.Journal;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import hikae.work.Runs;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run of a recovery that did not come to its end: it is being done by another process and is watched, or it was
 * interrupted and is continued or taken back.
 */
public final class TakeUp {
    private static final Set<String> FLOWS =
            Set.of(RestorePlan.RESTORE, RestorePlan.UNDO, ForgetPlan.FLOW, RehearsePlan.FLOW, WakePlan.FLOW);

    /** What stays true after a kill or a reboot; everything up to the switch is looked at again. */
    private static final Set<String> LASTING = Set.of("pin", "make-roles", "load", "dump-kept");

    private static final String SWITCH = "switch";
    private static final String CONTINUE = "continue";
    private static final String BACK = "back";

    private final Host host;
    private final FrontEnd face;
    private final Path home;

    /**
     * @param home the backup directory
     */
    public TakeUp(Host host, FrontEnd face, Path home) {
        this.host = host;
        this.face = face;
        this.home = home;
    }

    /** What a command does before its own work; empty when there is nothing to take up. */
    public Optional<ExitCode> first() {
        return unfinished().map(this::own).flatMap(run -> isBeingDone() ? Optional.of(watch(run)) : interrupted(run));
    }

    /** {@code hikae restore continue}; empty when the operator went back. */
    public Optional<ExitCode> goOn() {
        Optional<Journal.Record> run = unfinished().map(this::own);
        if (run.isEmpty()) {
            face.show(RestoreReport.nothingOpen());
            return Optional.of(ExitCode.DONE);
        }
        if (isBeingDone()) {
            return Optional.of(watch(run.get()));
        }
        return LostRun.isStuck(host.files(), run.get())
                ? takenOver(run.get())
                : agreed(run.get(), run.get().back());
    }

    /** {@code hikae restore back}; empty when the operator went back. */
    public Optional<ExitCode> goBack() {
        Optional<Journal.Record> run = unfinished().map(this::own);
        if (run.isEmpty()) {
            face.show(RestoreReport.nothingOpen());
            return Optional.of(ExitCode.DONE);
        }
        if (isBeingDone()) {
            return Optional.of(watch(run.get()));
        }
        if (isSwitched(run.get())) {
            Report report = RestoreReport.noWayBack(LostPlan.isLost(run.get().input()));
            face.show(report);
            return Optional.of(report.exit());
        }
        return agreed(run.get(), true);
    }

    private boolean isSwitched(Journal.Record run) {
        return Set.of(RestorePlan.RESTORE, RestorePlan.UNDO).contains(run.flow()) && Situation.isSwitched(host, run);
    }

    /** The run that is open, whoever has noted it; empty when none is. */
    public Optional<Journal.Record> unfinished() {
        return Runs.unfinished(host.files(), home).filter(run -> FLOWS.contains(run.flow()));
    }

    /**
     * A plan is made again from the words of the run's journal, some of which are shown nowhere: it must be root's or ours.
     *
     * @throws ProblemException {@code recovery-run-foreign} when it is somebody else's
     */
    private Journal.Record own(Journal.Record run) {
        return Journal.own(host.files(), run.folder())
                .orElseThrow(() -> ProblemException.of(
                        "recovery-run-foreign",
                        run.folder(),
                        home.resolve("hikae").resolve(run.runId())));
    }

    /** Whether another process does it right now. */
    public boolean isBeingDone() {
        return host.files().isLocked(Runs.lock(home));
    }

    /** The plan of a run, made again from what its journal begins with. */
    public static Plan plan(Journal.Record run) {
        return switch (run.flow()) {
            case RehearsePlan.FLOW -> RehearsePlan.again(run.runId(), run.input());
            case WakePlan.FLOW -> WakePlan.made(run.runId(), run.input());
            case ForgetPlan.FLOW -> ForgetPlan.made(run.runId(), run.input());
            default -> RestorePlan.made(run.flow(), run.runId(), run.input());
        };
    }

    private ExitCode watch(Journal.Record run) {
        return shown(Run.open(host.files(), plan(run), run.folder()), run.back());
    }

    private Optional<ExitCode> interrupted(Journal.Record run) {
        if (run.flow().equals(RehearsePlan.FLOW) || run.flow().equals(WakePlan.FLOW)) {
            Run cleaning = new Runner(host).goBack(plan(run)); // nothing live hangs on it
            face.follow(cleaning);
            return Optional.empty();
        }
        boolean stuck = LostRun.isStuck(host.files(), run);
        if (!face.attended()) {
            return stuck ? takenOver(run) : agreed(run, run.back());
        }
        Chosen chosen = face.choose(table(run));
        if (chosen.walk() != Walk.ON) {
            return Optional.of(ExitCode.LEFT);
        }
        return stuck ? takenOver(run) : agreed(run, chosen.value().equals(BACK));
    }

    /** It ended with Misskey off: another run begins where it stands, with the same backup. */
    private Optional<ExitCode> takenOver(Journal.Record run) {
        LostPlan.Way way = LostPlan.Way.of(run.input()).after(run.runId());
        Plan plan = RestorePlan.lost(
                Target.of(run.input()),
                Path.of(run.input().getOrDefault("dump", "")),
                way,
                RestorePlan.wishes(run.input()),
                host.environment().clock().instant());
        Walk walk = face.approve(Preview.of(plan));
        if (walk != Walk.ON) {
            return walk == Walk.BACK ? Optional.empty() : Optional.of(ExitCode.LEFT);
        }
        return Optional.of(shown(new Runner(host).start(plan), false));
    }

    private Table table(Journal.Record run) {
        ZonedDateTime now = ZonedDateTime.now(host.environment().clock());
        ZonedDateTime began = run.startedAt().atZone(now.getZone());
        List<Line> lines = new ArrayList<>();
        lines.add(Line.pair(Say.of("recovery.open.what"), Say.of("flow." + run.flow())));
        lines.add(Line.pair(
                Say.of("recovery.open.since"),
                Say.of("recovery.plan.when", Moments.when(began), Moments.distance(now, began))));
        boolean switched = isSwitched(run);
        lines.add(Line.pair(Say.of("recovery.open.state"), state(run, switched)));
        List<Option> rows = new ArrayList<>();
        boolean stuck = LostRun.isStuck(host.files(), run);
        if (!run.back() || stuck || switched) {
            rows.add(Option.of(CONTINUE, Say.of("recovery.open.continue")));
        }
        if (!stuck && !switched) {
            rows.add(Option.of(BACK, Say.of("recovery.open.back")));
        }
        return new Table("recovery-open", rows, lines, List::of);
    }

    /** Which database serves, in words. */
    private static Say state(Journal.Record run, boolean switched) {
        if (LostPlan.isLost(run.input()) && !switched) {
            return Say.of("recovery.open.lost");
        }
        boolean stopped = run.done().contains("stop-web")
                || run.current().filter("stop-web"::equals).isPresent();
        return Say.of(
                switched ? "recovery.open.switched" : stopped ? "recovery.open.stopped" : "recovery.open.untouched");
    }

    private Optional<ExitCode> agreed(Journal.Record run, boolean back) {
        Plan plan = plan(run);
        Plan shown = back ? new Plan(plan.flow(), plan.home(), plan.runId(), plan.onFailure(), plan.input()) : plan;
        Walk walk = face.approve(Preview.of(shown));
        if (walk != Walk.ON) {
            return walk == Walk.BACK ? Optional.empty() : Optional.of(ExitCode.LEFT);
        }
        Runner runner = new Runner(host);
        return Optional.of(back ? shown(runner.goBack(plan), true) : shown(runner.start(plan, still(run)), false));
    }

    /** Misskey may have come back by itself, the server may have started again: only what lasts is not done again. */
    private static Set<String> still(Journal.Record run) {
        Set<String> done = new HashSet<>(run.done());
        if (!done.contains(SWITCH)) {
            done.retainAll(LASTING);
        }
        return done;
    }

    private ExitCode shown(Run run, boolean back) {
        if (face.follow(run) == Walk.LEAVE && !run.isOver()) {
            return ExitCode.LEFT;
        }
        var report = run.plan().flow().equals(RehearsePlan.FLOW)
                ? new RehearseReport(host).of(run)
                : new RestoreReport(host, back).of(run);
        face.show(report);
        return report.exit();
    }
}
