package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Given;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.backup.BackupPlace;
import hikae.backup.BackupSettings;
import hikae.backup.HookRoom;
import hikae.backup.Present;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import java.util.List;
import java.util.Optional;

/** {@code hikae schedule}: changes when backups are made; one line of compose.yml and one container. */
public final class ScheduleCommand {
    private static final int REVIEW_AND_WORK = 2;

    private final Host host;
    private final FrontEnd face;
    private final Given given;

    public ScheduleCommand(Host host, FrontEnd face, Given given) {
        this.host = host;
        this.face = face;
        this.given = given;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back before the first question
     */
    public Optional<ExitCode> run() {
        Optional<Present> found = face.look(Say.of("schedule.looking"), this::present);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Present present = found.get();
        SchedulePages pages = new SchedulePages(host.environment().clock(), given.answer("schedule"));
        Interview interview = interview(present, pages);
        while (true) {
            Walk walked = face.conduct(interview);
            if (walked != Walk.ON) {
                return walked == Walk.BACK ? Optional.empty() : Optional.of(ExitCode.LEFT);
            }
            Answers answers = interview.answers();
            BackupSettings settings = present.settings()
                    .at(
                            pages.schedule(answers).orElseThrow().text(),
                            pages.zone(answers).orElseThrow().getId());
            SetupReport.Goal goal = SetupReport.Goal.of(given.filesOnly(), present.docker());
            SetupReport report = new SetupReport(settings, host, goal);
            Plan plan = SetupPlan.schedule(
                    present,
                    settings,
                    goal != SetupReport.Goal.SERVICE,
                    host.environment().clock().instant());
            if (plan.isEmpty() || given.dryRun()) {
                face.show(plan.isEmpty() ? report.unchanged() : SetupReport.dryRun(Preview.of(plan)));
                return Optional.of(ExitCode.DONE);
            }
            Walk approved = face.approve(Preview.of(plan));
            if (approved != Walk.BACK) {
                return Optional.of(approved == Walk.ON ? apply(plan, report) : ExitCode.LEFT);
            }
        }
    }

    private ExitCode apply(Plan plan, SetupReport report) {
        Run run = new Runner(host).start(plan);
        if (face.follow(run) == Walk.LEAVE && !run.isOver()) {
            return ExitCode.LEFT;
        }
        Report ended = report.of(run);
        face.show(ended);
        return ended.exit();
    }

    /** The present setup is proved like any other look at the outside, so that prefilling has one source. */
    private Interview interview(Present present, SchedulePages pages) {
        var known = new Check(
                PlacePage.CHECK,
                List.of(),
                answers ->
                        Finding.ok(Say.of("place.present", present.directory())).proving(present));
        Page zone = pages.zonePage().checking(answers -> List.of(known));
        Interview interview =
                new Interview("schedule", List.of(zone, pages.schedulePage()), REVIEW_AND_WORK, given.answers());
        interview.note(known, interview.answers(), Interview.run(known, interview.answers()));
        return interview;
    }

    private Present present() {
        Present present = new BackupPlace(host, given).present(answers());
        HookRoom.demand(host.files(), present);
        return present;
    }

    private boolean answers() {
        try {
            host.docker().engine();
            return true;
        } catch (ProblemException e) {
            if (!given.filesOnly()) {
                throw e;
            }
            return false;
        }
    }
}
