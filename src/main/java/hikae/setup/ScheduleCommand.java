package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.backup.home.HookRoom;
import hikae.backup.settings.BackupSettings;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.ProblemException;
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
        Optional<BackupDirectory> found = session.look(Message.of("schedule.looking"), this::present);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        BackupDirectory directory = found.get();
        SchedulePages pages =
                new SchedulePages(host.environment().clock(), session.given().answer("schedule"));
        Interview interview = interview(directory, pages);
        return session.flow().ask(interview, () -> {
            Answers answers = interview.answers();
            BackupSettings settings = directory
                    .settings()
                    .at(
                            pages.schedule(answers).orElseThrow().text(),
                            pages.zone(answers).orElseThrow().getId());
            SetupReport.Goal goal = SetupReport.Goal.of(session.given().filesOnly(), directory.docker());
            SetupReport report = new SetupReport(settings, host, goal);
            Plan plan = SetupPlan.schedule(directory, settings, goal != SetupReport.Goal.SERVICE, session.now());
            if (plan.isEmpty() || session.given().dryRun()) {
                return session.flow()
                        .instead(plan.isEmpty() ? report.unchanged() : SetupReport.dryRun(Preview.of(plan)));
            }
            return session.flow().approve(plan, report::of);
        });
    }

    /** The present setup is proved like any other look at the outside, so that prefilling has one source. */
    private Interview interview(BackupDirectory directory, SchedulePages pages) {
        var known = new Check(
                PlacePage.CHECK.check(),
                List.of(),
                answers -> Finding.ok(Message.of("place.present", directory.directory()))
                        .proving(directory));
        Page zone = pages.zonePage().checking(answers -> List.of(known));
        Interview interview = new Interview(
                "schedule",
                List.of(zone, pages.schedulePage()),
                REVIEW_AND_WORK,
                session.given().answers());
        interview.note(known, interview.answers(), Interview.run(known, interview.answers()));
        return interview;
    }

    private BackupDirectory present() {
        BackupDirectory directory = new BackupPlace(host, session.given()).present(answers());
        HookRoom.demand(host.files(), directory);
        return directory;
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
