package hikae.backup;

import hikae.backup.dumps.Dump;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Report;
import hikae.work.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code hikae verify}: reads dumps to their last byte again; the newest, a named one, or all. */
public final class VerifyCommand {
    private final Session session;
    private final Host host;
    private final Optional<String> named;
    private final boolean all;

    /**
     * @param named the file as it was typed; empty for the newest
     * @param all whether to read every dump
     */
    public VerifyCommand(Session session, Optional<String> named, boolean all) {
        this.session = session;
        this.host = session.host();
        this.named = named;
        this.all = all;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator did not wait
     */
    public Optional<ExitCode> run() {
        Optional<DumpName> name = session.look(Message.of("backup.looking"), () -> new DumpName(host, session.given()));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(session.flow()
                .follow(plan(name.get()), run -> report(run, name.get().words())));
    }

    private Plan plan(DumpName name) {
        List<Dump> dumps = all ? name.all() : List.of(named.map(name::named).orElseGet(name::newest));
        return BackupPlan.verify(name.home(), name.backups(), dumps, session.now());
    }

    private static Report report(Run run, DumpLines words) {
        List<Line> lines = new ArrayList<>();
        List<Map<String, Object>> facts = new ArrayList<>();
        for (Finding finding : run.findings()) {
            Dump dump = finding.proof(Dump.class).orElseThrow();
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
        return new Report(id, Message.of("report." + id + ".headline"), lines, Map.of("backups", facts), exit);
    }

    private static List<Line> unreadable(Dump dump, Finding finding) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.pair(Message.of("dump.file"), Message.literal(dump.path().toString())));
        lines.addAll(Line.explained(finding));
        return lines;
    }
}
