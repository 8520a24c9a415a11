package hikae.backup;

import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Rows;
import hikae.backup.home.BackupDirectory;
import hikae.host.Host;
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
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backup ended with.
 *
 * @param host the server
 * @param directory the backup directory and what it says of the service
 * @param folder the dumps after it
 */
record BackupReport(Host host, BackupDirectory directory, BackupFolder folder) {
    /** A dump that lost so much of its size is not plausible. */
    private static final double SHRUNK = 0.5;

    /** After a run. */
    Report of(Run run) {
        Optional<Dump> made = run.findings().stream()
                .flatMap(finding -> finding.proof(Dump.class).stream())
                .findFirst();
        List<Line> lines = new ArrayList<>();
        run.findings().stream()
                .filter(finding -> made.isEmpty() || finding.isNo())
                .forEach(one -> lines.addAll(Line.explained(one)));
        run.problem().ifPresent(problem -> lines.addAll(Line.explained(Finding.no(problem))));
        made.ifPresent(dump -> lines.addAll(of(dump)));
        ExitCode exit = exit(run, made);
        boolean good = made.filter(Dump::isGood).isPresent();
        String id = good ? "backup" : "backup-failed";
        Message headline = good && made.filter(this::holdsLess).isPresent()
                ? Message.of("report.backup.shrunk")
                : Message.of("report." + id + ".headline");
        return new Report(id, headline, lines, facts(run, made), exit);
    }

    /** What would be done. */
    static Report dryRun(Plan plan) {
        List<Line> lines = Preview.of(plan).notes().stream().map(Line::text).toList();
        return new Report(
                "dry-run", Message.of("report.dry-run.headline"), lines, Map.of("changed", false), ExitCode.DONE);
    }

    /** Nothing was left behind: nothing was changed. */
    private static ExitCode exit(Run run, Optional<Dump> made) {
        if (run.problem().isPresent()) {
            return run.findings().isEmpty() ? ExitCode.PROBLEM : ExitCode.MIDWAY;
        }
        return made.filter(Dump::isGood).isPresent() ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO;
    }

    private List<Line> of(Dump dump) {
        ZonedDateTime now = now();
        DumpLines words = new DumpLines(now);
        List<Line> lines = new ArrayList<>();
        if (dump.isGood()) {
            lines.add(Line.of(Finding.ok(Message.of("dump.read-to-the-end"))));
        }
        lines.add(Line.pair(Message.of("dump.file"), Message.literal(dump.path().toString())));
        lines.add(Line.pair(Message.of("dump.size"), size(dump)));
        dump.verified()
                .ifPresent(read -> lines.addAll(words.held(dump, read.report().facts())));
        shrunk(dump).ifPresent(finding -> lines.addAll(Line.explained(finding)));
        next().ifPresent(run -> lines.add(Line.pair(
                Message.of("report.next-run"),
                Message.of("report.when", Moments.when(run), Moments.distance(now, run)))));
        return lines;
    }

    private Message size(Dump dump) {
        return previous(dump)
                .map(before -> Message.of("dump.size.before", Amount.bytes(dump.bytes()), Amount.bytes(before.bytes())))
                .orElse(Amount.bytes(dump.bytes()));
    }

    private Optional<Dump> previous(Dump dump) {
        return folder.dumps().stream()
                .filter(other -> other.made().isBefore(dump.made()))
                .filter(Dump::isGood)
                .findFirst();
    }

    private boolean holdsLess(Dump dump) {
        return shrunk(dump).isPresent()
                || previous(dump)
                        .filter(before -> rows(dump).isShrunkFrom(rows(before)))
                        .isPresent();
    }

    private static Rows rows(Dump good) {
        return Rows.of(good.verified().orElseThrow().report().facts());
    }

    private Optional<Finding> shrunk(Dump dump) {
        return previous(dump)
                .filter(before -> dump.bytes() < before.bytes() * SHRUNK)
                .map(before -> Finding.warning(Problem.of(
                        "backup-shrunk", dump.shown(), Amount.bytes(dump.bytes()), Amount.bytes(before.bytes()))));
    }

    private ZonedDateTime now() {
        Clock clock = host.environment().clock();
        return clock.instant().atZone(directory.zone(clock.getZone()));
    }

    /** The backup is made when this is asked: an invalid schedule or zone must not end it as a bug. */
    private Optional<ZonedDateTime> next() {
        return directory.settings().timing().next(host.environment().clock().instant());
    }

    private Map<String, Object> facts(Run run, Optional<Dump> made) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("run", run.plan().runId());
        made.ifPresent(dump -> {
            facts.put("backup", new DumpLines(now()).json(dump));
            previous(dump).ifPresent(before -> facts.put("previous_bytes", before.bytes()));
        });
        next().ifPresent(next -> facts.put("next_run", next.toOffsetDateTime().toString()));
        run.problem().ifPresent(problem -> facts.put("problem", problem.id()));
        return facts;
    }
}
