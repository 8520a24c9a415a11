package hikae.app;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.backup.BackupCommand;
import hikae.backup.BackupsCommand;
import hikae.backup.settings.BackupLayout;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.find.Discovery;
import hikae.instance.find.InstanceFinder;
import hikae.recovery.KeptCommand;
import hikae.recovery.RecoveryHistory;
import hikae.recovery.RehearseCommand;
import hikae.recovery.RestoreCommand;
import hikae.recovery.RestoreStatusCommand;
import hikae.recovery.ResumeRun;
import hikae.recovery.record.RestoredPlaces;
import hikae.setup.ScheduleCommand;
import hikae.setup.SetupCommand;
import hikae.setup.UnfinishedSetup;
import hikae.status.StatusCommand;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.work.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first screen: what can be done, and behind it what was found on this server. */
final class MainMenu {
    private final Start start;
    private final FrontEnd face;
    private final Session session;
    private final Host host;

    MainMenu(Start start, FrontEnd face, Options options) {
        this.start = start;
        this.face = face;
        this.host = start.host();
        this.session = new Session(host, face, options.given());
    }

    /** Shows the menu until a flow has ended or the operator leaves. */
    ExitCode run() {
        Optional<ExitCode> taken = takeUp();
        if (taken.isPresent()) {
            return taken.get();
        }
        while (true) {
            MenuChoice chosen = face.choose(table());
            if (chosen.navigation() != Navigation.NEXT) {
                return ExitCode.LEFT;
            }
            Optional<ExitCode> ended = open(chosen.value());
            if (ended.isPresent()) {
                return ended.get();
            }
        }
    }

    /** A restore that runs, or was interrupted, comes before everything else; known by files alone. */
    Optional<ExitCode> takeUp() {
        try {
            return RestoredPlaces.all(host).stream()
                    .map(home -> ResumeRun.before(session, home))
                    .filter(taking -> taking.unfinished().isPresent())
                    .findFirst()
                    .flatMap(ResumeRun::first);
        } catch (ProblemException e) {
            face.refuse(e.problem());
            return Optional.empty();
        }
    }

    private Optional<ExitCode> open(String value) {
        try {
            return switch (value) {
                case "setup" -> new SetupCommand(session, false).run();
                case "resume" -> new SetupCommand(session, true).run();
                case "status" -> new StatusCommand(session).screen();
                case "storage" -> new StorageMenu(session).open();
                case "schedule" -> new ScheduleCommand(session).run();
                case "backup" -> new BackupCommand(session).run();
                case "backups" -> new BackupsCommand(session).run();
                case "rehearse" -> new RehearseCommand(session, Optional.empty()).run();
                case "restore" -> new RestoreCommand(session, Optional.empty()).run();
                case "undo" -> new KeptCommand(session).undo();
                case "restore-status" -> {
                    new RestoreStatusCommand(session).show();
                    yield Optional.empty();
                }
                default -> speak();
            };
        } catch (ProblemException e) {
            face.refuse(e.problem());
            return Optional.empty();
        }
    }

    /** Rows of what is built; the first is what a new operator wants. */
    Table table() {
        List<Option> rows = new ArrayList<>();
        Optional<UnfinishedSetup.Kept> kept = new UnfinishedSetup(host).read();
        kept.ifPresent(draft -> rows.add(Option.of("resume", Message.of("menu.resume", pageTitle(draft.page())))));
        rows.add(Option.of("setup", Message.of("menu.setup")));
        rows.add(Option.of("storage", Message.of("menu.storage")));
        rows.add(Option.of("schedule", Message.of("menu.schedule")));
        rows.add(Option.of("backup", Message.of("menu.backup")));
        rows.add(Option.of("backups", Message.of("menu.backups-list")));
        rows.add(Option.of("status", Message.of("menu.status")));
        rows.add(Option.of("rehearse", Message.of("menu.rehearse")));
        rows.add(Option.of("restore", Message.of("menu.restore")));
        if (isRestored()) {
            rows.add(Option.of("undo", Message.of("menu.undo")));
            rows.add(Option.of("restore-status", Message.of("menu.restore-status")));
        }
        if (start.drawsKana()) {
            boolean english = face.language() == Language.EN;
            rows.add(Option.of("language", Message.literal(english ? "日本語で使う" : "Use in English")));
        }
        List<Line> lines = new ArrayList<>(List.of(Line.text(Message.of("menu.promise"))));
        if (start.wantsJapanese() && !start.drawsKana()) {
            lines.add(Line.text(Message.of("menu.no-kana")));
        }
        return new Table("menu", rows, lines, this::found);
    }

    /** By files alone: the first screen does not wait for Docker. */
    private boolean isRestored() {
        return RestoredPlaces.all(host).stream()
                .anyMatch(home -> host.files().look(home).isPresent());
    }

    /** Records of restores that cannot be read: what a menu alone would take for none. */
    private List<Line> damaged() {
        return RestoredPlaces.all(host).stream()
                .flatMap(home -> RecoveryHistory.damaged(host.files(), home).stream())
                .flatMap(one -> Line.explained(Finding.warning(one.problem())).stream())
                .toList();
    }

    private static Message pageTitle(String page) {
        return Message.of("page." + page);
    }

    private Optional<ExitCode> speak() {
        Language language = face.language().other();
        face.speak(language);
        List<String> lines = new ArrayList<>();
        start.preferences().forEach((key, value) -> {
            if (!key.equals("lang")) {
                lines.add(key + "=" + value);
            }
        });
        lines.add("lang=" + language.tag());
        Path file = start.preferencesFile();
        try {
            host.files().makeDirectory(start.environment().configDirectory(), Files.PRIVATE_DIRECTORY);
            host.files().replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            return Optional.empty(); // the choice holds for now; a read-only home must not stop anything
        }
        return Optional.empty();
    }

    /** Read-only, on a worker, while the rows can already be used. */
    private List<Line> found() {
        Discovery discovery = new InstanceFinder(host)
                .find(session.given().answer("instance_dir").map(Path::of));
        List<Line> lines = new ArrayList<>(damaged());
        lines.add(Line.heading(Message.of("menu.found")));
        discovery.engine().ifPresent(problem -> lines.add(Line.of(Finding.warning(problem))));
        if (discovery.instances().isEmpty()) {
            lines.add(Line.text(Message.of("menu.nothing-found")));
        }
        for (Instance instance : discovery.instances()) {
            Path backup = BackupLayout.beside(instance.directory());
            boolean setUp =
                    host.files().look(backup.resolve(BackupLayout.COMPOSE)).isPresent();
            Message state = Message.of(instance.isLive() ? "menu.running" : "menu.stopped");
            lines.add(Line.pair(Message.literal("Misskey"), Message.of("menu.at", instance.directory(), state)));
            lines.add(Line.pair(
                    Message.of("menu.backups"),
                    Message.of("menu.at", backup, Message.of(setUp ? "menu.set-up" : "menu.not-yet"))));
            Message free = Amount.bytes(host.files().freeBytes(instance.directory()));
            lines.add(Line.pair(Message.of("menu.disk"), Message.of("menu.free", free)));
        }
        discovery.refused().forEach(problem -> lines.add(Line.of(Finding.warning(problem))));
        return lines;
    }
}
