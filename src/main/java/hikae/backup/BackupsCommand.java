package hikae.backup;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.backup.dumps.BackupFolder;
import hikae.backup.dumps.Dump;
import hikae.backup.dumps.Verification;
import hikae.backup.home.BackupDirectory;
import hikae.backup.home.BackupPlace;
import hikae.flow.Session;
import hikae.host.Host;
import hikae.text.Line;
import hikae.text.Message;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
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
        Optional<BackupDirectory> found =
                session.look(Message.of("backup.looking"), () -> new BackupPlace(host, session.given()).present(false));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (!session.face().attended()) {
            Report report = report(found.get(), folder(found.get()));
            return Optional.of(session.flow().show(report));
        }
        while (true) {
            BackupFolder folder = folder(found.get());
            MenuChoice chosen = session.face().choose(list(found.get(), folder));
            if (chosen.navigation() != Navigation.NEXT) {
                return chosen.navigation() == Navigation.BACK ? back : Optional.of(ExitCode.LEFT);
            }
            Navigation navigation = chosen.value().equals(ALL)
                    ? read(found.get(), folder.unread())
                    : open(found.get(), Path.of(chosen.value()));
            if (navigation == Navigation.LEAVE) {
                return Optional.of(ExitCode.LEFT);
            }
        }
    }

    private BackupFolder folder(BackupDirectory directory) {
        return new Verification(host, directory.directory(), directory.backups()).folder();
    }

    /** One dump; one that has not been read is read first. */
    private Navigation open(BackupDirectory directory, Path path) {
        Optional<Dump> dump = folder(directory).of(path);
        while (dump.isPresent()) {
            if (dump.get().verified().isEmpty() && read(directory, List.of(dump.get())) == Navigation.LEAVE) {
                return Navigation.LEAVE;
            }
            dump = folder(directory).of(path);
            MenuChoice chosen = session.face().choose(one(directory, dump.orElseThrow()));
            if (chosen.navigation() != Navigation.NEXT) {
                return chosen.navigation();
            }
            Navigation navigation = chosen.value().equals(READ)
                    ? read(directory, List.of(dump.get()))
                    : work(BackupPlan.reject(directory, List.of(dump.get()), now()));
            if (navigation == Navigation.LEAVE) {
                return navigation;
            }
            dump = folder(directory).of(path);
        }
        return Navigation.BACK;
    }

    private Navigation read(BackupDirectory directory, List<Dump> dumps) {
        return follow(BackupPlan.verify(directory.directory(), directory.backups(), dumps, now()));
    }

    private Navigation work(Plan plan) {
        Navigation approved = session.face().approve(Preview.of(plan));
        return approved == Navigation.NEXT ? follow(plan) : approved;
    }

    private Navigation follow(Plan plan) {
        Run run = new Runner(host).start(plan);
        Navigation navigation = session.face().follow(run);
        if (run.isOver()) {
            run.problem().ifPresent(session.face()::refuse);
        }
        return navigation;
    }

    private Table list(BackupDirectory directory, BackupFolder folder) {
        DumpLines words = words(directory);
        List<Option> rows = new ArrayList<>();
        for (Dump dump : folder.bestFirst()) {
            rows.add(new Option(dump.path().toString(), words.row(dump), words.below(dump)));
        }
        if (folder.unread().size() > 1) {
            rows.add(Option.of(ALL, Message.of("dump.read-all", folder.unread().size())));
        }
        Message sum = Message.of("dump.sum", folder.dumps().size(), folder.directory());
        List<Line> below = new ArrayList<>(List.of(Line.text(sum)));
        others(folder).ifPresent(below::add);
        return new Table("backups", rows, below, List::of);
    }

    private Table one(BackupDirectory directory, Dump dump) {
        List<Option> rows = new ArrayList<>();
        rows.add(Option.of(READ, Message.of("dump.read-again")));
        if (dump.isBad()) {
            rows.add(Option.of(REJECT, Message.of("dump.reject")));
        }
        return new Table("backup", rows, words(directory).details(dump), List::of);
    }

    /** Files that nobody restores by accident. */
    private static Optional<Line> others(BackupFolder folder) {
        return Optional.of(folder.others())
                .filter(number -> number > 0)
                .map(number -> Line.text(Message.of("dump.others", number)));
    }

    private Report report(BackupDirectory directory, BackupFolder folder) {
        DumpLines words = words(directory);
        List<Line> lines = new ArrayList<>();
        for (Dump dump : folder.bestFirst()) {
            lines.add(Line.text(words.row(dump)));
            lines.add(Line.text(Message.literal("    " + dump.shown())));
            lines.addAll(words.below(dump));
            lines.addAll(words.servers(dump));
        }
        others(folder).ifPresent(lines::add);
        List<Map<String, Object>> facts =
                folder.bestFirst().stream().map(words::json).toList();
        return new Report(
                "backups",
                Message.of("dump.sum", folder.dumps().size(), folder.directory()),
                lines,
                Map.of("backups", facts, "directory", folder.directory()),
                folder.bad().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO);
    }

    private DumpLines words(BackupDirectory directory) {
        return DumpLines.now(host.environment().clock(), directory);
    }

    private Instant now() {
        return session.now();
    }
}
