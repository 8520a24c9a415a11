package hikae.backup;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Line;
import hikae.text.Say;
import hikae.ui.Chosen;
import hikae.ui.Walk;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code hikae backups}: every dump there is, once, the newest good one first; each can be read and moved aside. */
public final class BackupsCommand {
    private static final String READ = "read";
    private static final String REJECT = "reject";
    private static final String ALL = "all";

    private final Session session;
    private final Host host;

    public BackupsCommand(Session session) {
        this.session = session;
        this.host = session.host();
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> run() {
        return run(Optional.empty());
    }

    /** The same as a command of its own, which has nowhere to go back to: the list has been looked at, that is all. */
    public Optional<ExitCode> alone() {
        return run(Optional.of(ExitCode.DONE));
    }

    private Optional<ExitCode> run(Optional<ExitCode> back) {
        Optional<Present> found = session.face()
                .look(Say.of("backup.looking"), () -> new BackupPlace(host, session.given()).present(false));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (!session.face().attended()) {
            Report report = report(found.get(), folder(found.get()));
            session.face().show(report);
            return Optional.of(report.exit());
        }
        while (true) {
            BackupFolder folder = folder(found.get());
            Chosen chosen = session.face().choose(list(found.get(), folder));
            if (chosen.walk() != Walk.ON) {
                return chosen.walk() == Walk.BACK ? back : Optional.of(ExitCode.LEFT);
            }
            Walk walk = chosen.value().equals(ALL)
                    ? read(found.get(), folder.unread())
                    : open(found.get(), Path.of(chosen.value()));
            if (walk == Walk.LEAVE) {
                return Optional.of(ExitCode.LEFT);
            }
        }
    }

    private BackupFolder folder(Present present) {
        return new Verification(host, present.directory(), present.backups()).folder();
    }

    /** One dump; one that has not been read is read first. */
    private Walk open(Present present, Path path) {
        Optional<Dump> dump = folder(present).of(path);
        while (dump.isPresent()) {
            if (dump.get().verified().isEmpty() && read(present, List.of(dump.get())) == Walk.LEAVE) {
                return Walk.LEAVE;
            }
            dump = folder(present).of(path);
            Chosen chosen = session.face().choose(one(present, dump.orElseThrow()));
            if (chosen.walk() != Walk.ON) {
                return chosen.walk();
            }
            Walk walk = chosen.value().equals(READ)
                    ? read(present, List.of(dump.get()))
                    : work(BackupPlan.reject(present, List.of(dump.get()), now()));
            if (walk == Walk.LEAVE) {
                return walk;
            }
            dump = folder(present).of(path);
        }
        return Walk.BACK;
    }

    private Walk read(Present present, List<Dump> dumps) {
        return follow(BackupPlan.verify(present.directory(), present.backups(), dumps, now()));
    }

    private Walk work(Plan plan) {
        Walk approved = session.face().approve(Preview.of(plan));
        return approved == Walk.ON ? follow(plan) : approved;
    }

    private Walk follow(Plan plan) {
        Run run = new Runner(host).start(plan);
        Walk walk = session.face().follow(run);
        if (run.isOver()) {
            run.problem().ifPresent(session.face()::refuse);
        }
        return walk;
    }

    private Table list(Present present, BackupFolder folder) {
        DumpLines words = words(present);
        List<Option> rows = new ArrayList<>();
        for (Dump dump : folder.bestFirst()) {
            rows.add(new Option(dump.path().toString(), words.row(dump), words.below(dump)));
        }
        if (folder.unread().size() > 1) {
            rows.add(Option.of(ALL, Say.of("dump.read-all", folder.unread().size())));
        }
        Say sum = Say.of("dump.sum", folder.dumps().size(), folder.directory());
        List<Line> below = new ArrayList<>(List.of(Line.text(sum)));
        others(folder).ifPresent(below::add);
        return new Table("backups", rows, below, List::of);
    }

    private Table one(Present present, Dump dump) {
        List<Option> rows = new ArrayList<>();
        rows.add(Option.of(READ, Say.of("dump.read-again")));
        if (dump.isBad()) {
            rows.add(Option.of(REJECT, Say.of("dump.reject")));
        }
        return new Table("backup", rows, words(present).details(dump), List::of);
    }

    /** Files that nobody restores by accident. */
    private static Optional<Line> others(BackupFolder folder) {
        return Optional.of(folder.others())
                .filter(number -> number > 0)
                .map(number -> Line.text(Say.of("dump.others", number)));
    }

    private Report report(Present present, BackupFolder folder) {
        DumpLines words = words(present);
        List<Line> lines = new ArrayList<>();
        for (Dump dump : folder.bestFirst()) {
            lines.add(Line.text(words.row(dump)));
            lines.add(Line.text(Say.literal("    " + dump.shown())));
            lines.addAll(words.below(dump));
            lines.addAll(words.servers(dump));
        }
        others(folder).ifPresent(lines::add);
        List<Map<String, Object>> facts =
                folder.bestFirst().stream().map(words::json).toList();
        return new Report(
                "backups",
                Say.of("dump.sum", folder.dumps().size(), folder.directory()),
                lines,
                Map.of("backups", facts, "directory", folder.directory()),
                folder.bad().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO);
    }

    private DumpLines words(Present present) {
        return DumpLines.now(host.environment().clock(), present);
    }

    private Instant now() {
        return host.environment().clock().instant();
    }
}
