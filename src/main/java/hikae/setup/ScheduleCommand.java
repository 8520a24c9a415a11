package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.backup.BackupPlace;
import hikae.backup.BackupSettings;
import hikae.backup.HookRoom;
import hikae.backup.Present;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import java.util.List;
import java.util.Optional;

/** {@code hikae schedule}: changes when backups are made; one line of compose.yml and one container. */
public final class ScheduleCommand {
    private static final int REVIEW_AND_WORK = 2;

    private final Session session;
    private final Host host;

    public ScheduleCommand(Session session) {
        this.session = session;
        this.host = session.host();
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back before the first question
     */
    public Optional<ExitCode> run() {
        Optional<Present> found = session.face().look(Say.of("schedule.looking"), this::present);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Present present = found.get();
        SchedulePages pages =
                new SchedulePages(host.environment().clock(), session.given().answer("schedule"));
        Interview interview = interview(present, pages);
        return session.flow().ask(interview, () -> {
            Answers answers = interview.answers();
            BackupSettings settings = present.settings()
                    .at(
                            pages.schedule(answers).orElseThrow().text(),
                            pages.zone(answers).orElseThrow().getId());
            SetupReport.Goal goal = SetupReport.Goal.of(session.given().filesOnly(), present.docker());
            SetupReport report = new SetupReport(settings, host, goal);
            Plan plan = SetupPlan.schedule(present, settings, goal != SetupReport.Goal.SERVICE, session.now());
            if (plan.isEmpty() || session.given().dryRun()) {
                return session.flow()
                        .instead(plan.isEmpty() ? report.unchanged() : SetupReport.dryRun(Preview.of(plan)));
            }
            return session.flow().approve(plan, report::of);
        });
    }

    /** The present setup is proved like any other look at the outside, so that prefilling has one source. */
    private Interview interview(Present present, SchedulePages pages) {
        var known = new Check(
                PlacePage.CHECK.check(),
                List.of(),
                answers ->
                        Finding.ok(Say.of("place.present", present.directory())).proving(present));
        Page zone = pages.zonePage().checking(answers -> List.of(known));
        Interview interview = new Interview(
                "schedule",
                List.of(zone, pages.schedulePage()),
                REVIEW_AND_WORK,
                session.given().answers());
        interview.note(known, interview.answers(), Interview.run(known, interview.answers()));
        return interview;
    }

    private Present present() {
        Present present = new BackupPlace(host, session.given()).present(answers());
        HookRoom.demand(host.files(), present);
        return present;
    }

    private boolean answers() {
        try {
            host.docker().engine();
            return true;
        } catch (ProblemException e) {
            if (!session.given().filesOnly()) {
                throw e;
            }
            return false;
        }
    }
}
