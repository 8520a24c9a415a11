package hikae.app;

import hikae.backup.BackupCommand;
import hikae.backup.BackupsCommand;
import hikae.backup.VerifyCommand;
import hikae.backup.home.BackupPlace;
import hikae.demo.DemoHost;
import hikae.flow.Session;
import hikae.recovery.KeptCommand;
import hikae.recovery.RehearseCommand;
import hikae.recovery.RestoreCommand;
import hikae.recovery.RestoreStatusCommand;
import hikae.recovery.ResumeRun;
import hikae.recovery.TimelinesCommand;
import hikae.setup.ScheduleCommand;
import hikae.setup.SetupCommand;
import hikae.status.Nagios;
import hikae.status.StatusCommand;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.ui.FrontEnd;
import hikae.ui.Guard;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which flow runs, on which host, with which face; and what status that makes. */
public final class Flows {
    private static final Set<String> WRONG_USE = Set.of(
            "no-terminal",
            "network-unknown",
            "language-unknown",
            "completion-shell",
            "path-empty",
            "path-control",
            "path-invalid",
            "secrets-only-on-terminal");

    private Flows() {}

    public static int menu(Start start, Options options) {
        return with(start, options, face -> new MainMenu(start, face, options).run());
    }

    public static int setup(Start start, Options options) {
        return once(start, options, session -> new SetupCommand(session, false).run());
    }

    public static int storage(Start start, Options options) {
        return once(start, options, session -> new StorageFlows(session).storage());
    }

    /** Printed also on a terminal, as the status is. */
    public static int storageCheck(Start start, Options options, boolean inventory) {
        return once(start, options.printing(), session -> new StorageFlows(session).check(inventory));
    }

    /** With its secrets it is only for the eyes at a terminal, and printed there. */
    public static int checklist(Start start, Options options, boolean secrets) {
        if (secrets && (options.given().json() || !Faces.isTerminal())) {
            throw ProblemException.of("secrets-only-on-terminal");
        }
        Options how = secrets ? options.printing() : options;
        return once(start, how, session -> new StorageFlows(session).checklist(secrets));
    }

    public static int schedule(Start start, Options options) {
        return once(start, options, session -> new ScheduleCommand(session).run());
    }

    /** How the verdict is given. */
    public enum Verdict {
        SHOWN,
        QUIET,
        NAGIOS,
        MENDED
    }

    /** Printed also on a terminal: it is an answer, not a place to be. */
    public static int status(Start start, Options options, Verdict verdict) {
        if (verdict == Verdict.NAGIOS) {
            Language language = options.language().orElseGet(start::language);
            Nagios nagios = StatusCommand.nagios(start.host(), options.given(), language);
            start.out().println(nagios.line());
            return nagios.status();
        }
        Options how = verdict == Verdict.MENDED ? options : options.printing();
        return once(start, how, session -> {
            StatusCommand command = new StatusCommand(session);
            return switch (verdict) {
                case MENDED -> session.face() instanceof Unattended ? command.repair() : command.repairByChoice();
                case QUIET -> command.quiet();
                default -> command.show();
            };
        });
    }

    public static int backup(Start start, Options options) {
        return once(start, options, session -> new BackupCommand(session).run());
    }

    public static int backups(Start start, Options options) {
        return once(start, options, session -> new BackupsCommand(session).alone());
    }

    public static int verify(Start start, Options options, Optional<String> file, boolean all) {
        return once(start, options, session -> new VerifyCommand(session, file, all).run());
    }

    public static int rehearse(Start start, Options options, Optional<String> file) {
        return once(start, options, session -> new RehearseCommand(session, file).run());
    }

    public static int restore(Start start, Options options, Optional<String> file) {
        return once(start, options, session -> new RestoreCommand(session, file).run());
    }

    public static int undo(Start start, Options options) {
        return once(start, options, session -> new KeptCommand(session).undo());
    }

    /** Resumes a run that was interrupted: on to its end, or back. */
    public static int takeUp(Start start, Options options, boolean on) {
        return once(start, options, session -> {
            ResumeRun run = new ResumeRun(session, new BackupPlace(start.host(), options.given()).directory());
            return on ? run.goOn() : run.goBack();
        });
    }

    public static int forget(Start start, Options options) {
        return once(start, options, session -> new KeptCommand(session).forget());
    }

    public static int timelines(Start start, Options options) {
        return once(start, options, session -> new TimelinesCommand(session).run());
    }

    /** Printed also on a terminal, as the status is. */
    public static int restoreStatus(Start start, Options options) {
        return once(start, options.printing(), session -> new RestoreStatusCommand(session).show());
    }

    /**
     * The whole setup on a made-up server; without a terminal its files are kept for a look. Nobody has to agree to
     * that: nothing that is there is touched.
     */
    public static int demo(Start start, Options options) {
        DemoHost made = new DemoHost(start.environment().clock());
        DemoFiles kept = new DemoFiles(made, start.host());
        return with(start, options.agreed(), face -> {
            face.banner(Message.of("demo.banner"));
            SetupCommand setup = new SetupCommand(new Session(made, face, options.given()), false);
            if (face instanceof Unattended && !options.given().dryRun()) {
                kept.demandRoom();
                setup = setup.showing(kept::keep);
            }
            ExitCode exit = setup.run().orElse(ExitCode.LEFT);
            options.given().saveAnswers().ifPresent(kept::keepAnswers);
            return exit;
        });
    }

    private static int once(Start start, Options options, Function<Session, Optional<ExitCode>> flow) {
        return with(
                start,
                options,
                face -> flow.apply(new Session(start.host(), face, options.given()))
                        .orElse(ExitCode.LEFT));
    }

    private static int with(Start start, Options options, Function<FrontEnd, ExitCode> flow) {
        Guard guard = new Guard(Flows::statusOf, thrown -> Bug.problem(thrown, start));
        try (FrontEnd face = Faces.open(start, options)) {
            ExitCode exit = guard.run(face, flow);
            boolean isRefused = exit != ExitCode.BUG && face instanceof Unattended;
            return (isRefused ? ((Unattended) face).exit().orElse(exit) : exit).status();
        }
    }

    /** The exit status of a problem before anything was changed. */
    public static ExitCode statusOf(Problem problem) {
        if (problem.id().equals("lock-held")) {
            return ExitCode.BUSY;
        }
        boolean answers = problem.id().startsWith("answers-");
        return answers || WRONG_USE.contains(problem.id()) ? ExitCode.WRONG_USE : ExitCode.PROBLEM;
    }
}
