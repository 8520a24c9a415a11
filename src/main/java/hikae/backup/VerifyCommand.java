package hikae.backup;

import hikae.ask.Given;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code hikae verify}: reads dumps to their last byte again; the newest, a named one, or all. */
public final class VerifyCommand {
    private final Host host;
    private final FrontEnd face;
    private final Given given;
    private final Optional<String> named;
    private final boolean all;

    /**
     * @param named the file as it was typed; empty for the newest
     * @param all whether to read every dump
     */
    public VerifyCommand(Host host, FrontEnd face, Given given, Optional<String> named, boolean all) {
        this.host = host;
        this.face = face;
        this.given = given;
        this.named = named;
        this.all = all;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator did not wait
     */
    public Optional<ExitCode> run() {
        Optional<DumpName> name = face.look(Say.of("backup.looking"), () -> new DumpName(host, given));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Run run = new Runner(host).start(plan(name.get()));
        if (face.follow(run) == Walk.LEAVE && !run.isOver()) {
            return Optional.of(ExitCode.LEFT);
        }
        Report report = report(run, name.get().words());
        face.show(report);
        return Optional.of(report.exit());
    }

    private Plan plan(DumpName name) {
        List<Dump> dumps = all ? name.all() : List.of(named.map(name::named).orElseGet(name::newest));
        return BackupPlan.verify(
                name.home(), name.backups(), dumps, host.environment().clock().instant());
    }

    private static Report report(Run run, DumpLines words) {
        List<Line> lines = new ArrayList<>();
        List<Map<String, Object>> facts = new ArrayList<>();
        for (Finding finding : run.findings()) {
            Dump dump = (Dump) finding.proof().orElseThrow();
            if (!lines.isEmpty()) {
                lines.add(Line.blank());
            }
            lines.addAll(dump.verified().isPresent() ? words.details(dump) : unreadable(dump, finding));
            facts.add(words.json(dump));
        }
        run.problem().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        boolean good = run.findings().stream().noneMatch(Finding::isNo);
        String id = good ? "verify" : "verify-bad";
        ExitCode exit = good ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO;
        return new Report(id, Say.of("report." + id + ".headline"), lines, Map.of("backups", facts), exit);
    }

    private static List<Line> unreadable(Dump dump, Finding finding) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.pair(Say.of("dump.file"), Say.literal(dump.path().toString())));
        lines.addAll(Line.explained(finding));
        return lines;
    }
}
