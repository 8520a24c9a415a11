package hikae.recovery;

import hikae.backup.Present;
import hikae.host.Host;
import hikae.recovery.RestoreStatusCommand.KeptAll;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.Say;
import hikae.ui.Plain;
import hikae.work.ExitCode;
import hikae.work.Journal;
import hikae.work.Report;
import hikae.work.Step;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How things stand with restores, in words and figures.
 *
 * @param host the server
 * @param present the backup directory
 * @param recoveries what its records tell
 * @param situation what the unfinished one has come to, looked at now; empty where there is none
 * @param kept databases that are kept
 * @param zone for moments
 */
record StateReport(
        Host host, Present present, Recoveries recoveries, Optional<Situation> situation, KeptAll kept, ZoneId zone) {
    /** The whole. */
    Report report(Language language) {
        List<Line> lines = new ArrayList<>();
        recoveries.unfinished().ifPresent(run -> lines.addAll(unfinished(run)));
        lines.addAll(last());
        lines.addAll(databases());
        boolean interrupted = recoveries.unfinished().isPresent() && !recoveries.isRunning();
        String state = interrupted ? "interrupted" : recoveries.isRunning() ? "running" : "none";
        return new Report(
                "restore-status",
                Say.of("report.restore-status." + state),
                lines,
                facts(state, new Plain(language)),
                interrupted ? ExitCode.CHECK_SAYS_NO : ExitCode.DONE);
    }

    private List<Line> unfinished(Journal.Record run) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.pair(Say.of("recovery.state.flow"), Say.of("flow." + run.flow())));
        lines.add(Line.pair(Say.of("recovery.state.since"), when(run.startedAt())));
        lines.add(Line.pair(
                Say.of("recovery.state.steps"),
                Say.of(
                        "recovery.state.of",
                        run.done().size(),
                        run.steps().size(),
                        now(run).orElse(Say.of("recovery.state.between")))));
        run.lastProgress()
                .filter(progress -> progress.total() > 0)
                .ifPresent(progress -> lines.add(Line.pair(
                        Say.of("recovery.state.progress"),
                        Say.of("recovery.state.share", 100 * progress.done() / progress.total(), progress.unit()))));
        new Notes(host.files(), run.folder())
                .get(StopWeb.SINCE)
                .map(Instant::parse)
                .filter(since -> isOffline(run))
                .ifPresent(since -> lines.add(Line.pair(Say.of("recovery.state.offline"), when(since))));
        situation.ifPresent(now -> {
            lines.add(Line.pair(Say.of("recovery.state.serves"), Say.of("recovery.state.serves." + now.servesWord())));
            lines.add(Line.pair(Say.of("recovery.clock"), Say.of("recovery.state.misskey." + now.misskeyWord())));
            now.unseen().ifPresent(why -> lines.addAll(Line.explained(Finding.warning(why))));
        });
        if (recoveries.isRunning()) {
            recoveries
                    .holder()
                    .ifPresent(who -> lines.add(Line.pair(
                            Say.of("recovery.state.holder"),
                            Say.of("recovery.state.process", who.pid(), when(who.since())))));
        } else {
            boolean switched = situation
                    .filter(now -> now.serves() == Situation.Serves.SWITCHED)
                    .isPresent();
            lines.addAll(Line.explained(
                    Finding.no(Problem.of(switched ? "recovery-interrupted-switched" : "recovery-interrupted"))));
        }
        lines.add(Line.blank());
        return lines;
    }

    /** What it is doing, in its own words, from the plan made again. */
    private Optional<Say> now(Journal.Record shown) {
        return Journal.own(host.files(), shown.folder())
                .flatMap(run -> run.current()
                        .flatMap(id -> TakeUp.plan(run).steps().stream()
                                .filter(step -> step.id().equals(id))
                                .map(Step::title)
                                .findFirst()));
    }

    private boolean isOffline(Journal.Record run) {
        boolean answers = situation
                .filter(now -> now.misskey() == Situation.Misskey.ANSWERS)
                .isPresent();
        return !answers
                && new Notes(host.files(), run.folder()).get(CheckWeb.ONLINE).isEmpty();
    }

    private List<Line> last() {
        if (recoveries.last().isEmpty()) {
            return List.of(Line.text(Say.of("recovery.state.never")));
        }
        PastRestore last = recoveries.last().get();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.heading(Say.of("recovery.state.last")));
        lines.add(Line.pair(Say.of("recovery.state.flow"), Say.of("flow." + last.flow())));
        lines.add(Line.pair(Say.of("recovery.state.switched"), when(last.switched())));
        last.dump().ifPresent(dump -> lines.add(Line.pair(Say.of("dump.file"), Say.literal(dump.toString()))));
        last.offline().ifPresent(span -> lines.add(Line.pair(Say.of("recovery.offline"), Moments.span(span))));
        return lines;
    }

    private List<Line> databases() {
        List<Line> lines = new ArrayList<>();
        kept.finding().ifPresent(unknown -> {
            lines.add(Line.blank());
            lines.addAll(Line.explained(unknown));
        });
        for (Kept one : kept.databases()) {
            lines.add(Line.blank());
            lines.add(Line.heading(Say.of("recovery.state.kept", one.name())));
            lines.add(Line.pair(Say.of("recovery.kept-since"), when(one.replaced())));
            one.newestNote().ifPresent(at -> lines.add(Line.pair(Say.of("recovery.newest-note"), when(at))));
            lines.add(Line.pair(Say.of("recovery.on-disk"), Amount.bytes(one.bytes())));
        }
        if (!kept.databases().isEmpty()) {
            lines.add(Line.blank());
            lines.add(Line.text(Say.of("recovery.undo-hint")));
        }
        return lines;
    }

    private Say when(Instant at) {
        ZonedDateTime then = at.atZone(zone);
        ZonedDateTime now = host.environment().clock().instant().atZone(zone);
        return Say.of("recovery.plan.when", Moments.when(then), Moments.distance(now, then));
    }

    private Map<String, Object> facts(String state, Plain plain) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("backup_dir", present.directory().toString());
        facts.put("state", state);
        recoveries.unfinished().ifPresent(run -> {
            facts.put("run", run.runId());
            facts.put("flow", run.flow());
            facts.put("started_at", run.startedAt().toString());
            facts.put("steps_done", run.done().size());
            facts.put("steps", run.steps().size());
            situation.ifPresent(now -> {
                facts.put("serves", now.servesWord());
                facts.put("misskey", now.misskeyWord());
                facts.put("switched", now.serves() == Situation.Serves.SWITCHED);
            });
            now(run).ifPresent(step -> facts.put("step", plain.one(step)));
        });
        recoveries.last().ifPresent(last -> {
            facts.put("last_run", last.runId());
            facts.put("last_switched_at", last.switched().toString());
            last.offline().ifPresent(span -> facts.put("last_offline_seconds", span.toMillis() / 1000.0));
        });
        if (kept.unknown().isEmpty()) {
            facts.put("kept", kept.databases().stream().map(StateReport::json).toList());
        }
        return facts;
    }

    private static Map<String, Object> json(Kept one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", one.name());
        json.put("bytes", one.bytes());
        json.put("replaced_at", one.replaced().toString());
        one.notes().ifPresent(notes -> json.put("notes", notes));
        one.newestNote().ifPresent(at -> json.put("newest_note_at", at.toString()));
        return json;
    }
}
