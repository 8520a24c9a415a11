package hikae.setup;

import hikae.ask.Interview;
import hikae.backup.home.BackupDirectory;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.instance.PathText;
import hikae.instance.SecretFiles;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.storage.value.SecretAccessKey;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code hikae setup}: from a Misskey directory to a running, proven backup service; again to change it. */
public final class SetupCommand {
    private final Session session;
    private final Host host;
    private final boolean resume;
    private final UnaryOperator<Report> shown;

    /**
     * @param resume whether to resume with the answers of a setup that was not finished
     */
    public SetupCommand(Session session, boolean resume) {
        this.session = session;
        this.host = session.host();
        this.resume = resume;
        this.shown = UnaryOperator.identity();
    }

    private SetupCommand(SetupCommand same, UnaryOperator<Report> shown) {
        this.session = same.session;
        this.host = same.host;
        this.resume = same.resume;
        this.shown = shown;
    }

    /** The same; once the work is over, what is shown is what this makes of its report. */
    public SetupCommand showing(UnaryOperator<Report> made) {
        return new SetupCommand(this, made);
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back before the first question
     */
    public Optional<ExitCode> run() {
        Optional<Path> named =
                session.given().answer("instance_dir").map(text -> PathText.parse(text, host.environment()));
        Optional<Discovery> found =
                session.look(Message.of("setup.looking"), () -> new InstanceFinder(host).find(named));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().instances().isEmpty() && named.isPresent()) {
            throw new ProblemException(found.get().whyNone());
        }
        SetupForm form = form(found.get());
        Interview interview = form.interview();
        UnfinishedSetup unfinished = new UnfinishedSetup(host);
        if (resume && !takeUp(unfinished, interview)) {
            return Optional.empty();
        }
        interview.telling(now -> unfinished.keep(now, form.pages()));
        return walk(form, interview, unfinished);
    }

    /** False when the operator did not wait. */
    private boolean takeUp(UnfinishedSetup unfinished, Interview interview) {
        Optional<UnfinishedSetup.Kept> kept = unfinished.read();
        return kept.isEmpty()
                || session.look(Message.of("setup.resuming"), () -> {
                            interview.resume(kept.get().answers(), kept.get().page());
                            return true;
                        })
                        .isPresent();
    }

    private SetupForm form(Discovery found) {
        boolean docker = found.engine().isEmpty();
        Places known = Places.look(host, docker, found.instances());
        SecretFiles secrets = new SecretFiles(host);
        return new SetupForm(
                host,
                found,
                known,
                session.face().attended(),
                session.given().filesOnly(),
                !session.given().dryRun() && !session.given().filesOnly(),
                session.given().answers(),
                secrets.read(session.given().answer("password_file")),
                secrets.read(session.given().answer("r2_secret_file"))
                        .map(secret -> SecretAccessKey.parse(secret.reveal()).key()));
    }

    /** What the answers lead to. */
    private record Work(SetupRequest wanted, Plan plan, SetupReport report, FinalRehearsal last) {}

    /** Questions, review, work; back from the review leads to the last question. */
    private Optional<ExitCode> walk(SetupForm form, Interview interview, UnfinishedSetup unfinished) {
        return session.flow().ask(interview, () -> {
            Work work = work(form, interview);
            saveAnswers(interview, work.wanted());
            if ((work.plan().isEmpty() && !work.last().wanted())
                    || session.given().dryRun()) {
                unfinished.forget();
                return Optional.of(nothingToDo(work));
            }
            return session.flow().approve(work.last().preview(work.plan()), () -> apply(work, unfinished));
        });
    }

    private Work work(SetupForm form, Interview interview) {
        SetupRequest wanted = form.wanted(interview.answers());
        BackupDirectory directory = PlacePage.chosen(interview.answers()).orElseThrow();
        SetupReport.Goal goal = SetupReport.Goal.of(session.given().filesOnly(), directory.docker());
        SetupReport report = new SetupReport(wanted.settings(), host, goal);
        Plan plan = SetupPlan.of(directory, wanted, goal != SetupReport.Goal.SERVICE, session.now());
        return new Work(wanted, plan, report, form.lastStep(interview.answers()));
    }

    private ExitCode nothingToDo(Work work) {
        Preview preview = work.last().preview(work.plan());
        boolean nothing = preview.files().isEmpty() && preview.changes().isEmpty();
        Report report = nothing ? ended(work, work.report().unchanged()) : SetupReport.dryRun(preview);
        session.face().show(Noticed.in(report, work.wanted().notes()));
        return ExitCode.DONE;
    }

    private ExitCode apply(Work work, UnfinishedSetup unfinished) {
        Report done;
        if (work.plan().isEmpty()) {
            done = work.report().unchanged();
        } else {
            Optional<Run> over = session.flow().done(work.plan());
            if (over.isEmpty()) {
                return ExitCode.LEFT;
            }
            Run run = over.get();
            if (run.problem().isEmpty()) {
                unfinished.forget();
            }
            done = work.report().of(run);
        }
        Report whole = shown.apply(ended(work, done));
        session.face().show(Noticed.in(whole, work.wanted().notes()));
        return whole.exit();
    }

    private Report ended(Work work, Report setup) {
        return work.last().after(setup, host, session.face(), work.plan().home());
    }

    private void saveAnswers(Interview interview, SetupRequest wanted) {
        session.given().saveAnswers().ifPresent(file -> SavedAnswers.write(host, file, interview.answers(), wanted));
    }
}
