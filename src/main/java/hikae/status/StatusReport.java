package hikae.status;

import hikae.status.look.ContainerProbe;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.ui.Plain;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The verdict and a line for each check, each fault with what to do. */
public final class StatusReport {
    private StatusReport() {}

    /**
     * The whole.
     *
     * @param language of the sentences in {@code --json}
     */
    public static Report of(Status status, Language language) {
        List<Line> lines = new ArrayList<>(lines(status.checks()));
        List<Line> advice = advice(status.snapshot());
        if (!advice.isEmpty()) {
            lines.add(Line.blank());
            lines.addAll(advice);
        }
        return new Report("status", headline(status), lines, facts(status, language), status.exit());
    }

    /** What is no fault and stays so: said each time, below all else. */
    private static List<Line> advice(StatusSnapshot snapshot) {
        List<Line> lines = new ArrayList<>();
        if (snapshot.disk().shared()) {
            lines.add(Line.text(Message.of("report.same-disk")));
        }
        snapshot.uploadsNotCopied().ifPresent(place -> lines.add(Line.text(Message.of("status.uploads", place))));
        if (snapshot.running().isPresent() && !snapshot.isGuarded()) {
            lines.add(Line.text(Message.of("status.unguarded")));
        }
        return lines;
    }

    /** What a fixing would do. */
    static Report dryRun(Plan plan) {
        Preview preview = Preview.of(plan);
        List<Line> lines = new ArrayList<>();
        preview.files()
                .forEach(file -> lines.add(Line.pair(
                        Message.of("preview.changed"),
                        Message.literal(file.path().toString()))));
        plan.steps().forEach(step -> lines.add(Line.text(step.title())));
        preview.notes().forEach(note -> lines.add(Line.text(note)));
        List<String> steps = plan.steps().stream().map(Step::id).toList();
        return new Report(
                "dry-run",
                Message.of("report.dry-run.headline"),
                lines,
                Map.of("changed", false, "would_do", steps),
                ExitCode.DONE);
    }

    /** A line for each, and what to do below those that are not well. */
    static List<Line> lines(List<CheckResult> checks) {
        return checks.stream()
                .flatMap(checked -> Line.explained(checked.finding()).stream())
                .toList();
    }

    /** All is well, or how many things are not. */
    public static Message headline(Status status) {
        int reds = status.reds().size();
        if (reds > 0) {
            return reds == 1 ? Message.of("status.needs-one") : Message.of("status.needs", reds);
        }
        int warnings = status.warnings().size();
        if (warnings > 0) {
            return warnings == 1 ? Message.of("status.look-at-one") : Message.of("status.look-at", warnings);
        }
        if (status.age().isEmpty() || status.nextRun().isEmpty()) {
            return Message.of("status.well");
        }
        ZonedDateTime next = status.nextRun().get();
        Duration age = status.age().get();
        return Message.of(
                "status.well-until",
                Moments.span(age.isNegative() ? Duration.ZERO : age),
                Moments.when(next),
                Moments.distance(status.snapshot().now(), next));
    }

    private static Map<String, Object> facts(Status status, Language language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        StatusSnapshot snapshot = status.snapshot();
        facts.put("verdict", status.reds().isEmpty() ? "ok" : "no");
        facts.put("backup_dir", snapshot.directory().directory().toString());
        facts.put(
                "checks",
                status.checks().stream().map(one -> json(one, language)).toList());
        facts.put("checks_failed", status.reds().size());
        facts.put("same_disk", snapshot.disk().shared());
        facts.put("free_bytes", snapshot.disk().free());
        facts.put("guarded", snapshot.isGuarded());
        snapshot.uploadsNotCopied().ifPresent(place -> facts.put("uploads_not_copied", place));
        status.nextRun()
                .ifPresent(run -> facts.put("next_run", run.toOffsetDateTime().toString()));
        status.newestGood().ifPresent(dump -> {
            facts.put("newest_good_backup", dump.path().toString());
            facts.put("newest_good_backup_at", at(dump.made(), snapshot));
            facts.put("newest_good_backup_bytes", dump.bytes());
        });
        snapshot.recoveries().rehearsal().ifPresent(last -> {
            facts.put("rehearsed_at", at(last.at(), snapshot));
            facts.put("rehearsal_passed", last.passed());
        });
        facts.put("kept_databases", snapshot.inside().map(ContainerProbe::kept).orElse(Map.of()));
        snapshot.settings().ifPresent(settings -> {
            facts.put("schedule", settings.timing().schedule());
            facts.put("timezone", settings.timing().zone());
        });
        return facts;
    }

    private static Map<String, Object> json(CheckResult checked, Language language) {
        Plain plain = new Plain(language);
        Finding finding = checked.finding();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", checked.id());
        json.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        json.put("message", plain.one(finding.what()));
        finding.problem().ifPresent(problem -> {
            json.put("problem", problem.id());
            json.put("hint", plain.one(problem.hint()));
        });
        return json;
    }

    private static String at(Instant instant, StatusSnapshot snapshot) {
        return instant.atZone(snapshot.now().getZone()).toOffsetDateTime().toString();
    }
}
