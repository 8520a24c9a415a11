package hikae.setup;

import hikae.backup.adopt.AdoptFile;
import hikae.backup.container.ProveArmed;
import hikae.backup.settings.BackupSettings;
import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.Shell;
import hikae.text.Typed;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a setup or a change of schedule ended with. */
final class SetupReport {
    /** What the work was to lead to. */
    enum Goal {
        /** A service that runs; where it ran so already, nothing of it is in the plan. */
        SERVICE,
        /** Files, as was asked. */
        FILES,
        /** Files, because Docker cannot be asked: that nothing was started is a check that says no. */
        FILES_FOR_NOW;

        static Goal of(boolean filesOnly, boolean docker) {
            return filesOnly ? FILES : docker ? SERVICE : FILES_FOR_NOW;
        }
    }

    private final BackupSettings settings;
    private final Host host;
    private final Goal goal;

    SetupReport(BackupSettings settings, Host host, Goal goal) {
        this.settings = settings;
        this.host = host;
        this.goal = goal;
    }

    /** After a run. */
    Report of(Run run) {
        List<Line> lines = new ArrayList<>();
        run.findings().forEach(finding -> lines.addAll(Line.explained(finding)));
        Optional<Problem> problem = run.problem();
        problem.ifPresent(why -> {
            lines.addAll(Line.explained(Finding.no(why)));
            lines.add(Line.pair(
                    Message.of("report.log"), Message.literal(run.folder().toString())));
        });
        String id = id(run);
        if (problem.isEmpty() && !id.equals("doubt")) {
            lines.addAll(whatNow());
        }
        run.plan().steps().stream()
                .filter(AdoptFile.class::isInstance)
                .map(step -> String.valueOf(((AdoptFile) step).write().path().getFileName()))
                .forEach(name -> lines.add(Line.text(Message.of("report.adopted", name))));
        return new Report(id, Message.of("report." + id + ".headline"), lines, facts(run), exit(run));
    }

    /** Nothing had to be done. */
    Report unchanged() {
        List<Line> lines = new ArrayList<>();
        lines.add(nextRun());
        Map<String, Object> facts = new LinkedHashMap<>(settingsFacts());
        facts.put("changed", false);
        return new Report("unchanged", Message.of("report.unchanged.headline"), lines, facts, ExitCode.DONE);
    }

    /** What would be done. */
    static Report dryRun(Preview preview) {
        List<Line> lines = new ArrayList<>();
        preview.files()
                .forEach(file -> lines.add(Line.pair(
                        Message.of(file.kind() == Preview.Kind.NEW ? "preview.new" : "preview.changed"),
                        Message.literal(file.path().toString()))));
        for (Change change : preview.changes()) {
            if (change instanceof Change.CommandChange command) {
                lines.add(Line.pair(Message.of("preview.command"), Message.literal(command.command())));
            }
        }
        preview.notes().forEach(note -> lines.add(Line.text(note)));
        List<String> files =
                preview.files().stream().map(file -> file.path().toString()).toList();
        return new Report(
                "dry-run",
                Message.of("report.dry-run.headline"),
                lines,
                Map.of("changed", false, "would_write", files),
                ExitCode.DONE);
    }

    private ExitCode exit(Run run) {
        if (run.problem().isPresent()) {
            return ExitCode.MIDWAY;
        }
        return isInDoubt(run) || goal == Goal.FILES_FOR_NOW ? ExitCode.CHECK_SAYS_NO : ExitCode.DONE;
    }

    /** What has been reached, so that the title never says more than was proved. */
    private String id(Run run) {
        if (run.problem().isPresent()) {
            return "midway";
        }
        if (isInDoubt(run)) {
            return "doubt";
        }
        return goal != Goal.SERVICE
                ? "files-written"
                : isStarted(run) ? run.plan().flow() : "setup-renewed";
    }

    private static boolean isInDoubt(Run run) {
        return run.findings().stream().anyMatch(Finding::isNo);
    }

    /** The look at what was started finds something in any case, and is the first that does. */
    private static boolean isStarted(Run run) {
        return run.plan().steps().stream().anyMatch(ProveArmed.class::isInstance)
                && run.findings().stream().findAny().isPresent();
    }

    private List<Line> whatNow() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.blank());
        lines.add(Line.pair(Message.of("report.directory"), Message.literal(settings.directory())));
        lines.add(nextRun());
        lines.add(Line.blank());
        if (goal != Goal.SERVICE) {
            lines.addAll(byHand());
        }
        if (isOnSameDisk()) {
            lines.add(Line.text(Message.of("report.same-disk")));
        }
        lines.add(Line.text(Message.of("report.uploads", settings.misskey().directory() + "/files")));
        lines.add(Line.text(Message.of("report.change-later")));
        return lines;
    }

    private boolean isOnSameDisk() {
        String directory = settings.directory();
        return isOnSameDisk(
                host.files(),
                List.of(directory + "/backups", directory),
                settings.misskey().directory());
    }

    /**
     * Whether they share a file system; of places that cannot be seen it is taken for granted.
     *
     * @param backups where they are, the first that is there
     */
    static boolean isOnSameDisk(Files files, List<String> backups, String misskey) {
        Optional<String> device =
                backups.stream().flatMap(one -> device(files, one).stream()).findFirst();
        return device.isEmpty() || misskey.isEmpty() || device.equals(device(files, misskey));
    }

    /** The file system, as the first part of an inode's id names it. */
    private static Optional<String> device(Files files, String directory) {
        return files.look(Path.of(directory)).map(state -> state.id().replaceFirst(":.*", ""));
    }

    private List<Line> byHand() {
        return List.of(
                Line.text(Message.of("report.start-it")),
                command("cd " + Shell.word(settings.directory())),
                command(Typed.composeHere() + " up -d "
                        + Shell.word(settings.unit().service())), // whatever profile it has
                Line.text(Message.of("report.then-backup")),
                command(Typed.composeHere() + " exec "
                        + Shell.word(settings.unit().service()) + " /backup.sh"));
    }

    /** A command on a line of its own, so that it can be copied. */
    private static Line command(String typed) {
        return Line.text(Message.literal("    " + typed));
    }

    private Line nextRun() {
        Instant now = host.environment().clock().instant();
        Message when = settings.timing()
                .next(now)
                .map(run ->
                        Message.of("report.when", Moments.when(run), Moments.distance(now.atZone(run.getZone()), run)))
                .orElse(Message.literal("-"));
        return Line.pair(Message.of("report.next-run"), when);
    }

    private Map<String, Object> facts(Run run) {
        Map<String, Object> facts = new LinkedHashMap<>(settingsFacts());
        facts.put("changed", true);
        facts.put("started", isStarted(run));
        facts.put("run", run.plan().runId());
        facts.put("checks_failed", run.findings().stream().filter(Finding::isNo).count());
        run.problem().ifPresent(problem -> facts.put("problem", problem.id()));
        return facts;
    }

    private Map<String, Object> settingsFacts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("backup_dir", settings.directory());
        facts.put("schedule", settings.timing().schedule());
        facts.put("timezone", settings.timing().zone());
        settings.timing()
                .next(host.environment().clock().instant())
                .ifPresent(run -> facts.put("next_run", run.toOffsetDateTime().toString()));
        return facts;
    }
}
