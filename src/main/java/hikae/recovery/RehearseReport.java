package hikae.recovery;

import hikae.dump.DumpFacts;
import hikae.host.Host;
import hikae.recovery.record.HomeTime;
import hikae.recovery.run.Manifest;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunNotes;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rehearsal ended with.
 *
 * @param host the server
 */
record RehearseReport(Host host) {
    /** Misskey's tables that an operator knows by what is in them. */
    private static final List<String> TELLING = List.of("note", "user", "drive_file", "following");

    /** After a run. */
    Report of(Run run) {
        RunNotes notes = new RunNotes(host.files(), run.folder());
        List<Line> lines = new ArrayList<>();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("run", run.plan().runId());
        notes.get(Note.DUMP).map(Path::toString).ifPresent(dump -> {
            lines.add(Line.pair(Message.of("dump.file"), Message.literal(dump)));
            facts.put("backup", dump);
        });
        run.findings().forEach(finding -> lines.addAll(explained(finding)));
        run.problem().ifPresent(problem -> {
            lines.addAll(explained(Finding.no(problem)));
            facts.put("problem", problem.id());
        });
        if (run.problem().isEmpty()) {
            lines.addAll(proved(run, notes, facts));
        }
        boolean good = run.problem().isEmpty();
        String id = good ? "rehearse" : "rehearse-failed";
        ExitCode exit = good ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO;
        return new Report(id, Message.of("report." + id + ".headline"), lines, facts, exit);
    }

    private List<Line> proved(Run run, RunNotes notes, Map<String, Object> json) {
        DumpFacts facts = Manifest.read(host.files(), run.folder());
        ZoneId zone = HomeTime.now(host, run.plan().home()).getZone();
        List<Line> lines = new ArrayList<>(List.of(Line.blank()));
        for (String table : TELLING) {
            Optional.ofNullable(facts.rows().get(table))
                    .ifPresent(rows -> lines.add(Line.pair(
                            Message.of("recovery.table." + table), Message.of("recovery.rows", Amount.count(rows)))));
        }
        facts.newestNoteAt().ifPresent(at -> {
            lines.add(Line.pair(Message.of("recovery.newest-note"), Moments.when(at.atZone(zone))));
            json.put("newest_note_at", at);
        });
        notes.loadTook().map(Duration::toSeconds).ifPresent(seconds -> {
            lines.add(Line.pair(Message.of("recovery.took"), Moments.span(Duration.ofSeconds(seconds))));
            json.put("load_seconds", seconds);
        });
        notes.get(Note.DATABASE_BYTES).ifPresent(bytes -> {
            lines.add(Line.pair(Message.of("recovery.on-disk"), Amount.bytes(bytes)));
            json.put("database_bytes", bytes);
        });
        json.put("rows", facts.rows());
        json.put("indexes", facts.indexes().size());
        json.put("constraints", facts.constraints().size());
        json.put("migrations", facts.migrations().size());
        return lines;
    }

    /** What would be done. */
    static Report dryRun(Plan plan) {
        return dryRun(Preview.of(plan));
    }

    /** The same, with what is said before. */
    static Report dryRun(Preview preview) {
        List<Line> lines = preview.notes().stream().map(Line::text).toList();
        return new Report(
                "dry-run", Message.of("report.dry-run.headline"), lines, Map.of("changed", false), ExitCode.DONE);
    }

    /** A finding with its hint. */
    static List<Line> explained(Finding finding) {
        List<Line> lines = new ArrayList<>(List.of(Line.of(finding)));
        finding.problem().map(Problem::hint).ifPresent(hint -> lines.add(Line.text(hint)));
        return lines;
    }
}
