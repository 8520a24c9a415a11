package hikae;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.backup.BackupCommand;
import hikae.backup.BackupLayout;
import hikae.backup.BackupsCommand;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.InstanceFinder;
import hikae.instance.Surroundings;
import hikae.recovery.KeptCommand;
import hikae.recovery.Recoveries;
import hikae.recovery.RehearseCommand;
import hikae.recovery.RestoreCommand;
import hikae.recovery.RestoreStatusCommand;
import hikae.recovery.RestoredPlaces;
import hikae.recovery.TakeUp;
import hikae.setup.Draft;
import hikae.setup.ScheduleCommand;
import hikae.setup.SetupCommand;
import hikae.status.StatusCommand;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.ProblemException;
import hikae.text.Say;
import hikae.ui.Chosen;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
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
            Chosen chosen = face.choose(table());
            if (chosen.walk() != Walk.ON) {
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
                    .map(home -> TakeUp.before(session, home))
                    .filter(taking -> taking.unfinished().isPresent())
                    .findFirst()
                    .flatMap(TakeUp::first);
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
        Optional<Draft.Kept> kept = new Draft(host).read();
        kept.ifPresent(draft -> rows.add(Option.of("resume", Say.of("menu.resume", pageTitle(draft.page())))));
        rows.add(Option.of("setup", Say.of("menu.setup")));
        rows.add(Option.of("storage", Say.of("menu.storage")));
        rows.add(Option.of("schedule", Say.of("menu.schedule")));
        rows.add(Option.of("backup", Say.of("menu.backup")));
        rows.add(Option.of("backups", Say.of("menu.backups-list")));
        rows.add(Option.of("status", Say.of("menu.status")));
        rows.add(Option.of("rehearse", Say.of("menu.rehearse")));
        rows.add(Option.of("restore", Say.of("menu.restore")));
        if (isRestored()) {
            rows.add(Option.of("undo", Say.of("menu.undo")));
            rows.add(Option.of("restore-status", Say.of("menu.restore-status")));
        }
        if (start.drawsKana()) {
            boolean english = face.language() == Language.EN;
            rows.add(Option.of("language", Say.literal(english ? "日本語で使う" : "Use in English")));
        }
        List<Line> lines = new ArrayList<>(List.of(Line.text(Say.of("menu.promise"))));
        if (start.wantsJapanese() && !start.drawsKana()) {
            lines.add(Line.text(Say.of("menu.no-kana")));
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
                .flatMap(home -> Recoveries.damaged(host.files(), home).stream())
                .flatMap(one -> Line.explained(Finding.warning(one.problem())).stream())
                .toList();
    }

    private static Say pageTitle(String page) {
        return Say.of("page." + page);
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
        Surroundings surroundings = new InstanceFinder(host)
                .find(session.given().answer("instance_dir").map(Path::of));
        List<Line> lines = new ArrayList<>(damaged());
        lines.add(Line.heading(Say.of("menu.found")));
        surroundings.engine().ifPresent(problem -> lines.add(Line.of(Finding.warning(problem))));
        if (surroundings.instances().isEmpty()) {
            lines.add(Line.text(Say.of("menu.nothing-found")));
        }
        for (Instance instance : surroundings.instances()) {
            Path backup = BackupLayout.beside(instance.directory());
            boolean setUp =
                    host.files().look(backup.resolve(BackupLayout.COMPOSE)).isPresent();
            Say state = Say.of(instance.isLive() ? "menu.running" : "menu.stopped");
            lines.add(Line.pair(Say.literal("Misskey"), Say.of("menu.at", instance.directory(), state)));
            lines.add(Line.pair(
                    Say.of("menu.backups"), Say.of("menu.at", backup, Say.of(setUp ? "menu.set-up" : "menu.not-yet"))));
            Say free = Amount.bytes(host.files().freeBytes(instance.directory()));
            lines.add(Line.pair(Say.of("menu.disk"), Say.of("menu.free", free)));
        }
        surroundings.refused().forEach(problem -> lines.add(Line.of(Finding.warning(problem))));
        return lines;
    }
}
