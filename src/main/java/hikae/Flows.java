package hikae;

import hikae.backup.BackupCommand;
import hikae.backup.BackupsCommand;
import hikae.backup.VerifyCommand;
import hikae.demo.DemoHost;
import hikae.host.Host;
import hikae.setup.ScheduleCommand;
import hikae.setup.SetupCommand;
import hikae.status.Nagios;
import hikae.status.StatusCommand;
import hikae.text.Language;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.ui.auto.Unattended;
import hikae.work.ExitCode;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Which flow runs, on which host, with which face; and what status that makes. */
final class Flows {
    private static final Set<String> WRONG_USE = Set.of(
            "no-terminal",
            "network-unknown",
            "language-unknown",
            "completion-shell",
            "path-empty",
            "path-control",
            "path-invalid");

    private Flows() {}

    static int menu(Start start, Options options) {
        return with(start, options, face -> new MainMenu(start, face, options).run());
    }

    static int setup(Start start, Options options) {
        return once(start, options, (host, face) -> new SetupCommand(host, face, options.given(), false).run());
    }

    static int schedule(Start start, Options options) {
        return once(start, options, (host, face) -> new ScheduleCommand(host, face, options.given()).run());
    }

    /** How the verdict is given. */
    enum Verdict {
        SHOWN,
        QUIET,
        NAGIOS,
        MENDED
    }

    /** Printed also on a terminal: it is an answer, not a place to be. */
    static int status(Start start, Options options, Verdict verdict) {
        if (verdict == Verdict.NAGIOS) {
            Language language = options.language().orElseGet(start::language);
            Nagios nagios = StatusCommand.nagios(start.host(), options.given(), language);
            start.out().println(nagios.line());
            return nagios.status();
        }
        Options how = verdict == Verdict.MENDED ? options : options.printing();
        return once(start, how, (host, face) -> {
            StatusCommand command = new StatusCommand(host, face, options.given());
            return switch (verdict) {
                case MENDED -> face instanceof Unattended ? command.mend() : command.screen();
                case QUIET -> command.quiet();
                default -> command.show();
            };
        });
    }

    static int backup(Start start, Options options) {
        return once(start, options, (host, face) -> new BackupCommand(host, face, options.given()).run());
    }

    static int backups(Start start, Options options) {
        return once(start, options, (host, face) -> new BackupsCommand(host, face, options.given()).run());
    }

    static int verify(Start start, Options options, Optional<String> file, boolean all) {
        return once(start, options, (host, face) -> new VerifyCommand(host, face, options.given(), file, all).run());
    }

    /** The whole setup on a made-up server; without a terminal its files are kept for a look. */
    static int demo(Start start, Options options) {
        DemoHost made = new DemoHost(start.environment().clock());
        return with(start, options, face -> {
            face.banner(Say.of("demo.banner"));
            Optional<ExitCode> exit = new SetupCommand(made, face, options.given(), false).run();
            if (face instanceof Unattended && exit.filter(ExitCode.DONE::equals).isPresent()) {
                face.show(DemoFiles.keep(made, start));
            }
            return exit.orElse(ExitCode.LEFT);
        });
    }

    private static int once(Start start, Options options, BiFunction<Host, FrontEnd, Optional<ExitCode>> flow) {
        return with(start, options, face -> flow.apply(start.host(), face).orElse(ExitCode.LEFT));
    }

    private interface Flow {
        ExitCode run(FrontEnd face);
    }

    private static int with(Start start, Options options, Flow flow) {
        try (FrontEnd face = Faces.open(start, options)) {
            ExitCode exit;
            try {
                exit = flow.run(face);
            } catch (ProblemException e) {
                face.refuse(e.problem());
                exit = statusOf(e.problem());
            }
            return (face instanceof Unattended alone ? alone.exit().orElse(exit) : exit).status();
        }
    }

    /** The exit status of a problem before anything was changed. */
    static ExitCode statusOf(Problem problem) {
        if (problem.id().equals("lock-held")) {
            return ExitCode.BUSY;
        }
        boolean answers = problem.id().startsWith("answers-");
        return answers || WRONG_USE.contains(problem.id()) ? ExitCode.WRONG_USE : ExitCode.PROBLEM;
    }
}
