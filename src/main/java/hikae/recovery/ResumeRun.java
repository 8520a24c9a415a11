package hikae.recovery;

import hikae.ask.Given;
import hikae.ask.Table;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.recovery.plan.RecordedPlan;
import hikae.recovery.plan.RestorePlan;
import hikae.recovery.plan.RestoreRequest;
import hikae.recovery.record.HomeTime;
import hikae.recovery.record.LostRun;
import hikae.recovery.record.Situation;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.step.DropStaging;
import hikae.recovery.step.DumpKept;
import hikae.recovery.step.Load;
import hikae.recovery.step.MakeRoles;
import hikae.recovery.step.Pin;
import hikae.recovery.step.Switch;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import hikae.work.Journal;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import hikae.work.Runs;
import hikae.work.Step;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run of a recovery that did not come to its end: it is being done by another process and is watched, or it was
 * interrupted and is continued or taken back.
 */
public final class ResumeRun {
    /** What stays true after a kill or a reboot; everything up to the switch is looked at again. */
    private static final Set<String> LASTING = Set.of(Pin.ID, MakeRoles.ID, Load.ID, DumpKept.ID);

    private final Session session;
    private final Host host;
    private final Path home;

    /**
     * @param home the backup directory
     */
    public ResumeRun(Session session, Path home) {
        this.session = session;
        this.host = session.host();
        this.home = home;
    }

    /** Of a command that has other work to do: what was said beforehand is meant for that. */
    public static ResumeRun before(Session session, Path home) {
        return new ResumeRun(session.with(Given.nothing()), home);
    }

    /** What a command does before its own work; empty when there is nothing to resume. */
    public Optional<ExitCode> first() {
        return unfinished()
                .map(this::own)
                .flatMap(run -> isBeingDone(run) ? Optional.of(watch(run)) : interrupted(run));
    }

    /** {@code hikae restore continue}; empty when the operator went back. */
    public Optional<ExitCode> goOn() {
        return taken(run -> {
            NextMove next = next(run);
            if (!next.leadsOn()) {
                return refused("recovery-continue-back");
            }
            return LostRun.isStuck(host.files(), run) ? takenOver(run) : agreed(run, run.back(), next);
        });
    }

    /** {@code hikae restore back}; empty when the operator went back. */
    public Optional<ExitCode> goBack() {
        return taken(run -> {
            NextMove next = next(run);
            if (!next.leadsBack()) {
                return refused(
                        switch (next) {
                            case DROP -> "recovery-back-dropped";
                            case AGAIN -> "recovery-back-off";
                            case FRESH -> "recovery-back-fresh";
                            default -> "recovery-back-switched";
                        });
            }
            return agreed(run, true, next);
        });
    }

    private interface Act {
        Optional<ExitCode> on(Journal.Record run);
    }

    private Optional<ExitCode> taken(Act act) {
        Optional<Journal.Record> open = unfinished().map(this::own);
        if (open.isEmpty()) {
            return nothingOpen();
        }
        Journal.Record run = open.get();
        String host = RestoreTarget.of(run).misskey().host();
        session.given()
                .answer(RestoreForm.CONFIRM)
                .filter(typed -> !typed.strip().equals(host))
                .ifPresent(typed -> {
                    throw ProblemException.of("recovery-confirm", host);
                });
        return isBeingDone(run) ? Optional.of(watch(run)) : act.on(run);
    }

    /** One whose record cannot be read is not called none. */
    private Optional<ExitCode> nothingOpen() {
        List<Finding> damaged = DamagedRuns.all(host.files(), home, Optional.empty()).stream()
                .map(one -> Finding.no(one.problem()))
                .toList();
        return shown(damaged.isEmpty() ? RestoreReport.nothingOpen() : RestoreReport.refused(damaged));
    }

    private Optional<ExitCode> refused(String why) {
        return shown(RestoreReport.refused(List.of(Finding.no(Problem.of(why)))));
    }

    private Optional<ExitCode> shown(Report report) {
        return Optional.of(session.flow().show(report));
    }

    /** Asked of the server where that alone tells; where it does not say, that is a problem. */
    private NextMove next(Journal.Record run) {
        NextMove noted = NextMove.of(host.files(), run);
        return noted == NextMove.LOOK
                ? NextMove.of(
                        host.files(),
                        run,
                        Situation.isSwitched(host, run) ? Situation.Serves.SWITCHED : Situation.Serves.BEFORE)
                : noted;
    }

    /** The run that is open, whoever has noted it; empty when none is. */
    public Optional<Journal.Record> unfinished() {
        return Runs.unfinished(host.files(), home).filter(run -> RecoveryFlow.ALL.contains(run.flow()));
    }

    /**
     * A plan is made again from the words of the run's journal, some of which are shown nowhere: it must be root's or ours.
     *
     * @throws ProblemException {@code recovery-run-foreign} when it is somebody else's, {@code recovery-run-damaged} when
     *     it cannot be read
     */
    private Journal.Record own(Journal.Record run) {
        Journal.Record own = Journal.own(host.files(), run.folder())
                .orElseThrow(() -> ProblemException.of(
                        "recovery-run-foreign",
                        run.folder(),
                        home.resolve("hikae").resolve(run.runId())));
        DamagedRuns.of(host.files(), own).ifPresent(damage -> {
            throw new ProblemException(damage.problem());
        });
        return own;
    }

    private boolean isBeingDone(Journal.Record run) {
        return Runs.isBeingDone(host.files(), home, run);
    }

    private ExitCode watch(Journal.Record run) {
        return shown(Run.open(host.files(), RecordedPlan.of(run), run.folder()), run.back());
    }

    /** Empty only where nothing is left to be resumed. */
    private Optional<ExitCode> interrupted(Journal.Record run) {
        if (run.flow().equals(RecoveryFlow.REHEARSE) || run.flow().equals(RecoveryFlow.WAKE)) {
            Run cleaning = new Runner(host).goBack(RecordedPlan.of(run)); // nothing live hangs on it
            session.face().follow(cleaning);
            return Optional.empty();
        }
        NextMove next = next(run);
        boolean stuck = LostRun.isStuck(host.files(), run);
        if (!session.face().attended()) {
            return stuck ? takenOver(run) : agreed(run, run.back(), next);
        }
        Table question = new InterruptedTable(run, next, HomeTime.now(host, home)).table();
        while (true) { // from the plan, back is to the question
            MenuChoice chosen = session.face().choose(question);
            if (chosen.navigation() != Navigation.NEXT) {
                return Optional.of(ExitCode.LEFT);
            }
            Optional<ExitCode> ended = stuck
                    ? takenOver(run)
                    : agreed(run, chosen.value().equals(InterruptedTable.BACK) || run.back(), next);
            if (ended.isPresent()) {
                return ended;
            }
        }
    }

    /** It ended with Misskey off: another run begins where it stands, with the same backup. */
    private Optional<ExitCode> takenOver(Journal.Record run) {
        RestoreRequest stuck = RestoreRequest.of(run.input());
        RestoreRequest request = stuck.into(stuck.lost().orElseThrow().after(run.runId()));
        Plan plan = RestorePlan.made(request, Plan.runIdAt(session.now(), RecoveryFlow.RESTORE));
        Preview preview = Preview.of(plan).saying(Outlook.of(host, run, false).said(false));
        if (session.given().dryRun()) {
            return shown(RehearseReport.dryRun(preview));
        }
        return session.flow().approve(preview, () -> shown(new Runner(host).start(plan), false));
    }

    private Optional<ExitCode> agreed(Journal.Record run, boolean back, NextMove next) {
        Plan plan = RecordedPlan.of(run);
        boolean switched = next.isSwitched();
        Preview preview = Preview.of(back ? wayBack(plan, switched) : plan)
                .saying(Outlook.of(host, run, switched).said(back));
        if (session.given().dryRun()) {
            return shown(RehearseReport.dryRun(preview));
        }
        Runner runner = new Runner(host);
        return session.flow()
                .approve(
                        preview,
                        () -> back ? shown(runner.goBack(plan), true) : shown(runner.start(plan, still(run)), false));
    }

    /** As a plan that can be shown; after the switch there is nothing that never served. */
    private static Plan wayBack(Plan plan, boolean switched) {
        List<Step> steps = plan.onFailure().stream()
                .filter(step -> !switched || !(step instanceof DropStaging))
                .toList();
        return new Plan(plan.flow(), plan.home(), plan.runId(), steps, plan.input());
    }

    /** Misskey may have come back by itself, the server may have started again: only what lasts is not done again. */
    private static Set<String> still(Journal.Record run) {
        Set<String> done = new HashSet<>(run.done());
        if (!done.contains(Switch.ID)) {
            done.retainAll(LASTING);
        }
        return done;
    }

    private ExitCode shown(Run run, boolean back) {
        return session.flow()
                .follow(
                        run,
                        run.plan().flow().equals(RecoveryFlow.REHEARSE)
                                ? new RehearseReport(host)::of
                                : new RestoreReport(host, back)::of);
    }
}
