package hikae.setup;

import hikae.backup.AdoptFile;
import hikae.backup.BackupSettings;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.Say;
import hikae.text.Shell;
import hikae.work.Change;
import hikae.work.ExitCode;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a setup or a change of schedule ended with. */
final class SetupReport {
    private SetupReport() {}

    /**
     * After a run.
     *
     * @param filesOnly whether it was asked that nothing is started; else not having started it is a failed check
     */
    static Report of(Run run, BackupSettings settings, Host host, boolean filesOnly) {
        List<Line> lines = new ArrayList<>();
        run.findings().forEach(finding -> lines.addAll(Line.explained(finding)));
        Optional<Problem> problem = run.problem();
        problem.ifPresent(why -> {
            lines.addAll(Line.explained(Finding.no(why)));
            lines.add(Line.pair(Say.of("report.log"), Say.literal(run.folder().toString())));
        });
        boolean doubt = run.findings().stream().anyMatch(Finding::isNo);
        boolean started = run.findings().stream().findAny().isPresent();
        boolean unproved = doubt || (!started && !filesOnly);
        ExitCode exit = problem.isPresent() ? ExitCode.MIDWAY : unproved ? ExitCode.CHECK_SAYS_NO : ExitCode.DONE;
        if (exit == ExitCode.DONE || (problem.isEmpty() && !started)) {
            lines.addAll(whatNow(settings, host, started));
        }
        run.plan().steps().stream()
                .filter(AdoptFile.class::isInstance)
                .map(step -> String.valueOf(((AdoptFile) step).write().path().getFileName()))
                .forEach(name -> lines.add(Line.text(Say.of("report.adopted", name))));
        String id = id(exit, run.plan().flow(), started);
        return new Report(id, Say.of("report." + id + ".headline"), lines, facts(run, settings, host), exit);
    }

    /** Nothing had to be done. */
    static Report unchanged(BackupSettings settings, Host host) {
        List<Line> lines = new ArrayList<>();
        lines.add(nextRun(settings, host));
        Map<String, Object> facts = new LinkedHashMap<>(settingsFacts(settings, host));
        facts.put("changed", false);
        return new Report("unchanged", Say.of("report.unchanged.headline"), lines, facts, ExitCode.DONE);
    }

    /** What would be done. */
    static Report dryRun(Preview preview) {
        List<Line> lines = new ArrayList<>();
        preview.files()
                .forEach(file -> lines.add(Line.pair(
                        Say.of(file.kind() == Preview.Kind.NEW ? "preview.new" : "preview.changed"),
                        Say.literal(file.path().toString()))));
        for (Change change : preview.changes()) {
            if (change instanceof Change.CommandChange command) {
                lines.add(Line.pair(Say.of("preview.command"), Say.literal(command.command())));
            }
        }
        preview.notes().forEach(note -> lines.add(Line.text(note)));
        List<String> files =
                preview.files().stream().map(file -> file.path().toString()).toList();
        return new Report(
                "dry-run",
                Say.of("report.dry-run.headline"),
                lines,
                Map.of("changed", false, "would_write", files),
                ExitCode.DONE);
    }

    /** What has been reached, so that the title never says more than was proved. */
    private static String id(ExitCode exit, String flow, boolean started) {
        return switch (exit) {
            case DONE -> started ? flow : "files-written";
            case CHECK_SAYS_NO -> started ? "doubt" : "files-written";
            default -> "midway";
        };
    }

    private static List<Line> whatNow(BackupSettings settings, Host host, boolean started) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.blank());
        lines.add(Line.pair(Say.of("report.directory"), Say.literal(settings.directory())));
        lines.add(nextRun(settings, host));
        lines.add(Line.blank());
        if (!started) {
            lines.addAll(byHand(settings));
        }
        lines.add(Line.text(Say.of("report.same-disk")));
        lines.add(Line.text(Say.of("report.change-later")));
        return lines;
    }

    private static List<Line> byHand(BackupSettings settings) {
        return List.of(
                Line.text(Say.of("report.start-it")),
                command("cd " + Shell.word(settings.directory())),
                command("docker compose up -d"),
                Line.text(Say.of("report.then-backup")),
                command("docker compose exec " + Shell.word(settings.unit().service()) + " /backup.sh"));
    }

    /** A command on a line of its own, so that it can be copied. */
    private static Line command(String typed) {
        return Line.text(Say.literal("    " + typed));
    }

    private static Line nextRun(BackupSettings settings, Host host) {
        Instant now = host.environment().clock().instant();
        Say when = settings.timing()
                .next(now)
                .map(run -> Say.of("report.when", Moments.when(run), Moments.distance(now.atZone(run.getZone()), run)))
                .orElse(Say.literal("-"));
        return Line.pair(Say.of("report.next-run"), when);
    }

    private static Map<String, Object> facts(Run run, BackupSettings settings, Host host) {
        Map<String, Object> facts = new LinkedHashMap<>(settingsFacts(settings, host));
        facts.put("changed", true);
        facts.put("started", run.findings().stream().findAny().isPresent());
        facts.put("run", run.plan().runId());
        facts.put("checks_failed", run.findings().stream().filter(Finding::isNo).count());
        run.problem().ifPresent(problem -> facts.put("problem", problem.id()));
        return facts;
    }

    private static Map<String, Object> settingsFacts(BackupSettings settings, Host host) {
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
