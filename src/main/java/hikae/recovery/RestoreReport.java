package hikae.recovery;

import hikae.host.Host;
import hikae.instance.Uploads;
import hikae.recovery.plan.UndoRequest;
import hikae.recovery.record.HomeTime;
import hikae.recovery.record.PastRestore;
import hikae.recovery.record.ServedDatabases;
import hikae.recovery.record.Situation;
import hikae.recovery.run.Containers;
import hikae.recovery.run.Downtime;
import hikae.recovery.run.LostClusterOptions;
import hikae.recovery.run.MisskeyAnswer;
import hikae.recovery.run.Note;
import hikae.recovery.run.RecoveryFlow;
import hikae.recovery.run.RestoreTarget;
import hikae.recovery.run.RunContext;
import hikae.recovery.run.RunNotes;
import hikae.recovery.server.Names;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore, or going back from one, ended with.
 *
 * @param host the server
 * @param back whether only the way back was gone, of a run that had been interrupted
 */
record RestoreReport(Host host, boolean back) {
    RestoreReport(Host host) {
        this(host, false);
    }

    /** After a run. */
    Report of(Run run) {
        RunNotes notes = new RunNotes(host.files(), run.folder());
        Names names = Names.of(run.plan().runId(), run.plan().home());
        Optional<Situation> seen = seen(run);
        boolean switched = notes.has(Note.SWITCHED_AT) || isSwitched(seen);
        List<Line> lines = new ArrayList<>();
        run.findings().forEach(finding -> lines.addAll(RehearseReport.explained(finding)));
        run.problems().forEach(problem -> lines.addAll(RehearseReport.explained(Finding.no(problem))));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("run", run.plan().runId());
        facts.put("switched", switched);
        seen.ifPresent(now -> {
            facts.put("serves", now.servesWord());
            facts.put("misskey", now.misskeyWord());
            now.unseen().ifPresent(why -> lines.addAll(RehearseReport.explained(Finding.warning(why))));
        });
        run.problem().map(Problem::id).ifPresent(id -> facts.put("problem", id));
        notes.get(Note.WITHOUT).ifPresent(without -> {
            lines.addAll(RehearseReport.explained(Finding.no(Problem.of("recovery-without-constraints", without))));
            facts.put("without", without);
        });
        lines.add(Line.blank());
        Downtime.whole(notes).ifPresent(span -> {
            lines.add(Line.pair(Message.of("recovery.offline"), Moments.span(span)));
            facts.put("offline_seconds", span.toMillis() / 1000.0);
        });
        Downtime.toSwitch(notes).ifPresent(span -> facts.put("stop_to_switch_seconds", span.toMillis() / 1000.0));
        notes.get(Note.DATA_ASIDE).map(Path::toString).ifPresent(aside -> {
            lines.add(Line.pair(Message.of("recovery.lost.data"), Message.literal(aside)));
            facts.put("data_aside", aside);
        });
        Optional<LostClusterOptions> lost = LostClusterOptions.of(run.plan().input());
        boolean newHome = lost.filter(LostClusterOptions::newHome).isPresent();
        lines.addAll(standing(run, facts, switched && lost.isEmpty() ? Optional.of(names.kept()) : Optional.empty()));
        if (switched && run.plan().flow().equals(RecoveryFlow.RESTORE)) {
            lines.add(Line.text(Message.of(newHome ? "recovery.not-in-it.new" : "recovery.not-in-it")));
            if (!newHome) {
                lines.add(Line.text(Message.of("recovery.timelines-hint")));
            }
            lines.addAll(uploads(RestoreTarget.of(run.plan().input())));
        }
        if (switched && newHome) {
            lines.add(Line.text(Message.of(
                    "recovery.lost.set-up",
                    RestoreTarget.of(run.plan().input()).misskey().directory())));
        }
        undoes(host, run.plan()).ifPresent(facts::putAll);
        String id = id(run, seen, switched);
        return new Report(id, headline(run, id, switched), lines, facts, exit(run, notes, switched, seen));
    }

    /** What has the live name now and what is kept, as the server has it; by its name alone where it does not say. */
    private List<Line> standing(Run run, Map<String, Object> facts, Optional<String> kept) {
        if (run.plan().flow().equals(RecoveryFlow.FORGET)) {
            return List.of();
        }
        ServedDatabases standing =
                ServedDatabases.look(host, RestoreTarget.of(run.plan().input()));
        ZonedDateTime now = HomeTime.now(host, run.plan().home());
        List<Line> lines = new ArrayList<>();
        standing.live().ifPresent(live -> {
            lines.add(Line.pair(Message.of("recovery.live"), live.said(now)));
            facts.put("live", live.json());
        });
        kept.ifPresent(name -> {
            Message what = standing.kept(name).map(one -> one.holds().said(now)).orElseGet(() -> Message.literal(name));
            lines.add(Line.pair(Message.of("recovery.kept"), what));
            lines.add(Line.text(Message.of("recovery.undo-hint")));
            facts.put("kept", name);
        });
        return lines;
    }

    /** On a new server Docker has made the directory for uploads as root's. */
    private List<Line> uploads(RestoreTarget target) {
        try {
            return new Containers(host.docker(), target)
                    .web()
                    .flatMap(web -> Uploads.ask(host.docker(), web))
                    .flatMap(Uploads::problem)
                    .map(why -> RehearseReport.explained(Finding.warning(why)))
                    .orElse(List.of());
        } catch (ProblemException e) {
            return List.of(); // the engine does not answer: others say so
        }
    }

    /** Which restore a run undoes. */
    private static Optional<Map<String, Object>> undoes(Host host, Plan plan) {
        if (!plan.flow().equals(RecoveryFlow.UNDO)) {
            return Optional.empty();
        }
        String kept = UndoRequest.of(plan.input()).kept();
        return PastRestore.ofKept(host.files(), plan.home(), kept).map(run -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("undoes", run.runId());
            json.put("undoes_switched_at", run.switched().toString());
            run.dump().ifPresent(dump -> json.put("undoes_backup", dump.toString()));
            return json;
        });
    }

    /** Looked at again where something failed, and where only the way back was gone: nothing is told from memory. */
    private Optional<Situation> seen(Run run) {
        boolean switches = !run.plan().flow().equals(RecoveryFlow.FORGET)
                && !LostClusterOptions.isLost(run.plan().input());
        return switches && (back || run.problem().isPresent())
                ? Optional.of(Situation.look(
                        host,
                        new RunContext(
                                RestoreTarget.of(run.plan().input()), run.plan().runId(), false)))
                : Optional.empty();
    }

    private static boolean isSwitched(Optional<Situation> seen) {
        return seen.filter(now -> now.serves() == Situation.Serves.SWITCHED).isPresent();
    }

    /** Where a fresh server took the place of a lost one there is nothing to go back to by itself. */
    private Message headline(Run run, String id, boolean switched) {
        if (!LostClusterOptions.isLost(run.plan().input())) {
            return Message.of("report." + id + ".headline");
        }
        if (run.problem().isEmpty() && (switched || !back)) {
            return Message.of("report.restore-fresh.headline");
        }
        return Message.of(
                switched
                        ? "report.restore-fresh-midway.headline"
                        : isStuck(run) ? "report.restore-fresh-off.headline" : "report.restore-fresh-failed.headline");
    }

    private String id(Run run, Optional<Situation> seen, boolean switched) {
        boolean failed = run.problem().isPresent();
        if (seen.isEmpty()) {
            return failed
                    ? switched ? "restore-midway" : "restore-failed"
                    : back && !switched ? "restore-back" : run.plan().flow(); // restore, undo, forget
        }
        Situation now = seen.get();
        if (!failed && now.serves() == Situation.Serves.BEFORE) {
            return "restore-back";
        }
        return !failed && isWell(now) ? run.plan().flow() : now.failed();
    }

    private static boolean isWell(Situation now) {
        return now.serves() == Situation.Serves.SWITCHED && now.misskey() == MisskeyAnswer.ANSWERS;
    }

    /** Whether the way back was not gone to its end either; the first failure is the one that led to it. */
    private boolean isStuck(Run run) {
        return run.problems().size() > (back ? 0 : 1);
    }

    /** What failed before the switch, and was taken back to its end, has changed nothing that stays. */
    private ExitCode exit(Run run, RunNotes notes, boolean switched, Optional<Situation> seen) {
        if (run.problem().isPresent()) {
            return switched || isStuck(run) ? ExitCode.MIDWAY : ExitCode.PROBLEM;
        }
        if (seen.filter(now -> now.serves() != Situation.Serves.BEFORE && !isWell(now))
                .isPresent()) {
            return ExitCode.MIDWAY;
        }
        return notes.has(Note.WITHOUT) ? ExitCode.CHECK_SAYS_NO : ExitCode.DONE;
    }

    /** There is no run to resume. */
    static Report nothingOpen() {
        return new Report(
                "restore-nothing-open",
                Message.of("report.restore-nothing-open.headline"),
                List.of(),
                Map.of("changed", false),
                ExitCode.DONE);
    }

    /** Nothing was begun. */
    static Report refused(List<Finding> findings) {
        List<Line> lines = findings.stream()
                .flatMap(finding -> RehearseReport.explained(finding).stream())
                .toList();
        List<String> problems = findings.stream()
                .filter(Finding::isNo)
                .flatMap(finding -> finding.problem().stream())
                .map(Problem::id)
                .toList();
        return new Report(
                "restore-refused",
                Message.of("report.restore-refused.headline"),
                lines,
                Map.of("changed", false, "problems", problems),
                ExitCode.PROBLEM);
    }

    /** What would be done; of going back, which restore that undoes. */
    static Report dryRun(Host host, Preview preview) {
        Report report = RehearseReport.dryRun(preview);
        Map<String, Object> facts = new LinkedHashMap<>(report.facts());
        undoes(host, preview.plan()).ifPresent(facts::putAll);
        return new Report(report.id(), report.headline(), report.lines(), facts, report.exit());
    }

    /** What would be done. */
    static Report dryRun(List<Line> plan, Plan steps) {
        List<Line> lines = new ArrayList<>(plan);
        lines.add(Line.blank());
        lines.addAll(RehearseReport.dryRun(steps).lines());
        Map<String, Object> facts =
                Map.of("changed", false, "steps", Preview.of(steps).changes().size());
        return new Report("dry-run", Message.of("report.dry-run.headline"), lines, facts, ExitCode.DONE);
    }
}
