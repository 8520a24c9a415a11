package hikae.recovery;

import hikae.backup.home.BackupDirectory;
import hikae.host.Host;
import hikae.recovery.plan.RecordedPlan;
import hikae.recovery.record.HomeTime;
import hikae.recovery.record.KeptDatabase;
import hikae.recovery.record.PastRestore;
import hikae.recovery.record.ServedDatabases;
import hikae.recovery.record.Situation;
import hikae.recovery.run.Downtime;
import hikae.recovery.run.MisskeyAnswer;
import hikae.recovery.run.Note;
import hikae.recovery.run.RunNotes;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
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
 * @param directory the backup directory
 * @param recoveries what its records tell
 * @param standing the databases at this moment
 * @param zone for moments
 */
record StateReport(
        Host host, BackupDirectory directory, RecoveryHistory recoveries, ServedDatabases standing, ZoneId zone) {
    /** The whole. */
    Report report(Language language) {
        List<Line> lines = new ArrayList<>();
        recoveries.damaged().forEach(one -> lines.addAll(Line.explained(Finding.no(one.problem()))));
        recoveries.unfinished().ifPresent(run -> lines.addAll(unfinished(run)));
        lines.addAll(last());
        lines.addAll(databases());
        String state = state();
        return new Report(
                "restore-status",
                Message.of("report.restore-status." + state),
                lines,
                facts(state, new Plain(language)),
                state.equals("interrupted") || state.equals("damaged") ? ExitCode.CHECK_SAYS_NO : ExitCode.DONE);
    }

    private String state() {
        if (recoveries.isRunning()) {
            return "running";
        }
        return !recoveries.damaged().isEmpty()
                ? "damaged"
                : recoveries.unfinished().isPresent() ? "interrupted" : "none";
    }

    private List<Line> unfinished(Journal.Record run) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.pair(Message.of("recovery.state.flow"), Message.of("flow." + run.flow())));
        lines.add(Line.pair(Message.of("recovery.state.since"), when(run.startedAt())));
        lines.add(Line.pair(
                Message.of("recovery.state.steps"),
                Message.of(
                        "recovery.state.of",
                        run.done().size(),
                        run.steps().size(),
                        now(run).orElse(Message.of("recovery.state.between")))));
        run.lastProgress()
                .filter(progress -> progress.total() > 0)
                .ifPresent(progress -> lines.add(Line.pair(
                        Message.of("recovery.state.progress"),
                        Message.of(
                                "recovery.state.share",
                                100 * progress.done() / progress.total(),
                                Amount.count(progress.done()),
                                Amount.count(progress.total()),
                                progress.unit()))));
        Downtime.since(RunNotes.past(host.files(), run.folder()))
                .filter(since -> isOffline(run))
                .ifPresent(since -> lines.add(Line.pair(Message.of("recovery.state.offline"), when(since))));
        recoveries.situation().ifPresent(now -> {
            lines.add(Line.pair(
                    Message.of("recovery.state.serves"), Message.of("recovery.state.serves." + now.servesWord())));
            lines.add(
                    Line.pair(Message.of("recovery.clock"), Message.of("recovery.state.misskey." + now.misskeyWord())));
            now.unseen()
                    .filter(why -> recoveries.obstacle().filter(why::equals).isEmpty()) // it was said above
                    .ifPresent(why -> lines.addAll(Line.explained(Finding.warning(why))));
        });
        if (recoveries.isRunning()) {
            recoveries
                    .holder()
                    .ifPresent(who -> lines.add(Line.pair(
                            Message.of("recovery.state.holder"),
                            Message.of("recovery.state.process", who.pid(), when(who.since())))));
        } else if (recoveries.obstacle().isEmpty()) {
            NextMove next = recoveries.next();
            String id = next.isSwitched() ? "recovery-interrupted-switched" : "recovery-interrupted";
            lines.addAll(Line.explained(Finding.no(Problem.of(id, recoveries.advice()))));
        }
        lines.add(Line.blank());
        return lines;
    }

    /** What it is doing, in its own words, from the plan made again. */
    private Optional<Message> now(Journal.Record shown) {
        return Journal.own(host.files(), shown.folder())
                .filter(run -> recoveries.obstacle().isEmpty())
                .flatMap(run -> run.current()
                        .flatMap(id -> RecordedPlan.of(run).steps().stream()
                                .filter(step -> step.id().equals(id))
                                .map(Step::title)
                                .findFirst()));
    }

    private boolean isOffline(Journal.Record run) {
        boolean answers = recoveries
                .situation()
                .filter(now -> now.misskey() == MisskeyAnswer.ANSWERS)
                .isPresent();
        return !answers
                && RunNotes.past(host.files(), run.folder()).get(Note.ONLINE_AT).isEmpty();
    }

    private List<Line> last() {
        if (recoveries.last().isEmpty()) {
            boolean never =
                    recoveries.damaged().isEmpty() && recoveries.unfinished().isEmpty();
            return never ? List.of(Line.text(Message.of("recovery.state.never"))) : List.of();
        }
        PastRestore last = recoveries.last().get();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.heading(Message.of("recovery.state.last")));
        lines.add(Line.pair(Message.of("recovery.state.flow"), Message.of("flow." + last.flow())));
        lines.add(Line.pair(Message.of("recovery.state.switched"), when(last.switched())));
        last.dump().ifPresent(dump -> lines.add(Line.pair(Message.of("dump.file"), Message.literal(dump.toString()))));
        last.offline().ifPresent(span -> lines.add(Line.pair(Message.of("recovery.offline"), Moments.span(span))));
        return lines;
    }

    private List<Line> databases() {
        List<Line> lines = new ArrayList<>();
        standing.live().ifPresent(live -> lines.add(Line.pair(Message.of("recovery.live"), live.said(now()))));
        standing.unseen().ifPresent(why -> {
            lines.add(Line.blank());
            lines.addAll(Line.explained(Finding.warning(why)));
        });
        for (KeptDatabase one : standing.kept()) {
            lines.add(Line.blank());
            lines.add(Line.heading(Message.of("recovery.state.kept", one.name())));
            lines.add(Line.pair(Message.of("recovery.kept-since"), when(one.replaced())));
            one.newestNote().ifPresent(at -> lines.add(Line.pair(Message.of("recovery.newest-note"), when(at))));
            lines.add(Line.pair(Message.of("recovery.on-disk"), Amount.bytes(one.bytes())));
        }
        if (!standing.kept().isEmpty() && recoveries.unfinished().isEmpty()) { // else it is what comes first
            lines.add(Line.blank());
            lines.add(Line.text(Message.of("recovery.undo-hint")));
        }
        return lines;
    }

    private Message when(Instant at) {
        return HomeTime.when(at, now());
    }

    private ZonedDateTime now() {
        return host.environment().clock().instant().atZone(zone);
    }

    private Map<String, Object> facts(String state, Plain plain) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("backup_dir", directory.directory().toString());
        facts.put("state", state);
        recoveries.unfinished().ifPresent(run -> {
            facts.put("run", run.runId());
            facts.put("flow", run.flow());
            facts.put("started_at", run.startedAt().toString());
            facts.put("steps_done", run.done().size());
            facts.put("steps", run.steps().size());
            if (state.equals("interrupted")) {
                NextMove next = recoveries.next();
                facts.put("continue", next.leadsOn());
                facts.put("back", next.leadsBack());
            }
            recoveries.situation().ifPresent(now -> {
                facts.put("serves", now.servesWord());
                facts.put("misskey", now.misskeyWord());
                facts.put("switched", now.serves() == Situation.Serves.SWITCHED);
            });
            now(run).ifPresent(step -> facts.put("step", plain.one(step)));
        });
        if (!recoveries.damaged().isEmpty()) {
            facts.put(
                    "damaged",
                    recoveries.damaged().stream().map(DamagedRuns::runId).toList());
        }
        recoveries.last().ifPresent(last -> {
            facts.put("last_run", last.runId());
            facts.put("last_flow", last.flow());
            last.dump().ifPresent(dump -> facts.put("last_backup", dump.toString()));
            facts.put("last_switched_at", last.switched().toString());
            last.offline().ifPresent(span -> facts.put("last_offline_seconds", span.toMillis() / 1000.0));
        });
        standing.live().ifPresent(live -> facts.put("live", live.json()));
        if (standing.unseen().isEmpty()) {
            facts.put("kept", standing.kept().stream().map(StateReport::json).toList());
        }
        return facts;
    }

    private static Map<String, Object> json(KeptDatabase one) {
        Map<String, Object> json = one.holds().json();
        json.put("replaced_at", one.replaced().toString());
        return json;
    }
}
