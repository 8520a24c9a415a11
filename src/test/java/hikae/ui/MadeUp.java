package hikae.ui;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Field.Kind;
import hikae.ask.Interview;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Suggestion;
import hikae.ask.Table;
import hikae.host.Host;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.MadeUpWords;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.TextWidth;
import hikae.work.Change;
import hikae.work.Event;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Progress;
import hikae.work.Report;
import hikae.work.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A flow that exists only in tests: every kind of field, a page and a field that come and go, a check. */
public final class MadeUp {
    /** The secret that must never be seen. */
    public static final String CANARY = "canary-7f3e9b2d41c8";

    /** A password the check never accepts. */
    public static final String WRONG = "wrong-5a5a5a";

    private static final List<String> ZONES = List.of(
            "Africa/Cairo",
            "America/New_York",
            "Asia/Dubai",
            "Asia/Hong_Kong",
            "Asia/Jakarta",
            "Asia/Kolkata",
            "Asia/Manila",
            "Asia/Qatar",
            "Asia/Seoul",
            "Asia/Shanghai",
            "Asia/Singapore",
            "Asia/Taipei",
            "Asia/Tokyo",
            "Europe/Berlin",
            "UTC");

    public static final Field<String> NAME = Field.of("made_name", Kind.TEXT, MadeUp::name)
            .suggest(answers -> Optional.of(new Suggestion("misskey", Origin.FOUND, Message.of("made.found"))));
    public static final Field<String> KIND = Field.of("made_kind", Kind.CHOICE, text -> text)
            .among(answers -> List.of(option("daily"), option("hourly"), option("custom")))
            .orElse("daily");
    public static final Field<String> CRON = Field.of("made_cron", Kind.TEXT, MadeUp::cron)
            .orElse("0 4 * * *")
            .when(answers -> answers.is("made_kind", "custom"));
    public static final Field<String> ZONE = Field.of("made_zone", Kind.FILTER, text -> text)
            .among(answers -> ZONES.stream()
                    .map(zone -> Option.of(zone, Message.literal(TextWidth.pad(zone, 20) + "GMT")))
                    .toList())
            .orElse("Asia/Tokyo");
    public static final Field<Integer> KEEP =
            Field.of("made_keep", Kind.NUMBER, MadeUp::keep).orElse("7");
    public static final Field<String> USER = Field.of("made_user", Kind.CHOICE_OR_TEXT, MadeUp::name)
            .among(answers -> List.of(
                    Option.of("misskey", Message.of("made.user.misskey")),
                    Option.of("postgres", Message.of("made.user.postgres"))))
            .orElse("misskey");
    public static final Field<String> PASSWORD = Field.of("made_password", Kind.SECRET, MadeUp::password);
    public static final Field<String> NOTE = Field.of("made_note", Kind.TEXT, text -> text);

    private static final Instant BEGIN = Instant.parse("2025-11-23T05:05:00Z");
    private static final Path HOME = Path.of("/home/admin/misskey-backup");

    private final AtomicInteger refusals;

    /**
     * @param refusals how often the login check says no before it says yes
     */
    public MadeUp(int refusals) {
        MadeUpWords.learn();
        this.refusals = new AtomicInteger(refusals);
    }

    /** The words of all that is made up here. */
    public static void learn() {
        MadeUpWords.learn();
    }

    /** The interview: four pages, the third only when it does not run every hour. */
    public Interview interview(Map<String, String> given) {
        return new Interview("made", pages(), 2, given);
    }

    /** Its pages alone. */
    public List<Page> pages() {
        return List.of(
                Page.of("made_place", NAME, KIND, CRON),
                Page.of("made_zone", ZONE, KEEP).showing(MadeUp::kept),
                Page.of("made_login", USER, PASSWORD)
                        .checking(answers -> List.of(login()))
                        .when(answers -> !answers.is("made_kind", "hourly")),
                Page.of("made_last", NOTE));
    }

    /** A menu of two rows. */
    public static Table menu() {
        MadeUpWords.learn();
        List<Option> rows = List.of(
                Option.of("setup", Message.of("made.menu.setup")),
                Option.of("restore", Message.of("made.menu.restore")));
        return new Table("made_menu", rows, List.of(Line.text(Message.of("made.menu.never"))), List::of);
    }

    /** Three steps: a new file, a secret file, a command. */
    public static Plan plan() {
        MadeUpWords.learn();
        byte[] compose = "services:\n  db-backup:\n    restart: always\n".getBytes(StandardCharsets.UTF_8);
        byte[] before = "A=1\nB=2\n".getBytes(StandardCharsets.UTF_8);
        byte[] after = "A=1\nB=3\n".getBytes(StandardCharsets.UTF_8);
        byte[] secret = CANARY.getBytes(StandardCharsets.UTF_8);
        return new Plan(
                "made",
                HOME,
                "20251123T050500-made",
                List.of(
                        new Made(
                                "write",
                                List.of(
                                        new Change.DirectoryChange(HOME, 0700),
                                        file("compose.yml", Optional.empty(), compose, 0644, false),
                                        file(".env", Optional.of(before), after, 0644, false),
                                        file("secrets/db_password", Optional.empty(), secret, 0600, true))),
                        new Made("start", List.of(new Change.CommandChange(HOME, "docker compose up -d"))),
                        new Made("backup", List.of(new Change.NoteChange(Message.of("made.step.backup"))))),
                Map.of());
    }

    /** That plan, shown. */
    public static Preview preview() {
        return Preview.of(plan());
    }

    /** What happens when all goes well. */
    public static List<Event> goodEvents() {
        return List.of(
                new Event.Started(BEGIN, 0),
                new Event.Finished(BEGIN.plusMillis(100), 0),
                new Event.Started(BEGIN.plusMillis(100), 1),
                new Event.Said(BEGIN.plusSeconds(1), "Container misskey-backup-db-backup-1  Started"),
                new Event.Finished(BEGIN.plusSeconds(13), 1),
                new Event.Started(BEGIN.plusSeconds(13), 2),
                new Event.Advanced(BEGIN.plusSeconds(20), 271, 412, Message.of("made.unit")),
                new Event.Found(BEGIN.plusSeconds(84), Finding.ok(Message.of("made.login.ok", "misskey"))),
                new Event.Finished(BEGIN.plusSeconds(85), 2),
                new Event.Ended(BEGIN.plusSeconds(85)));
    }

    /** What happens when the second step fails. */
    public static List<Event> badEvents() {
        return List.of(
                new Event.Started(BEGIN, 0),
                new Event.Finished(BEGIN.plusMillis(100), 0),
                new Event.Started(BEGIN.plusMillis(100), 1),
                new Event.Said(BEGIN.plusSeconds(1), "no space left on device"),
                new Event.Failed(BEGIN.plusSeconds(3), 1, Problem.of("made-broken")),
                new Event.Ended(BEGIN.plusSeconds(3)));
    }

    /** How it ended. */
    public static Report report() {
        MadeUpWords.learn();
        return new Report(
                "made",
                Message.of("made.done"),
                List.of(
                        Line.pair(Message.of("made.size"), Message.literal("412 MB")),
                        Line.blank(),
                        Line.of(Finding.ok(Message.of("made.login.ok", "misskey")))),
                Map.of("bytes", 432013312L, "file", Path.of("/home/admin/last.sql.gz"), "made_at", BEGIN),
                ExitCode.DONE);
    }

    private Check login() {
        return new Check("made_login", List.of("made_user", "made_password"), this::login);
    }

    private Finding login(Answers answers) {
        String user = answers.value(USER).orElse("");
        if (answers.is("made_password", WRONG) || refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Finding.no(Problem.of("made-login", user)).suspecting("made_password");
        }
        return Finding.ok(Message.of("made.login.ok", user)).proving(user);
    }

    private static List<Line> kept(Answers answers) {
        String days = answers.text("made_keep").orElse("");
        return List.of(
                Line.text(Message.of("made.next", days)),
                Line.pair(Message.of("made.kept"), Message.literal(days)),
                Line.blank());
    }

    private static Option option(String kind) {
        return Option.of(kind, Message.of("made.kind." + kind));
    }

    private static String name(String text) {
        if (text.isEmpty() || text.contains(" ")) {
            throw ProblemException.of("made-name");
        }
        return text;
    }

    private static String cron(String text) {
        if (text.split(" ").length != 5) {
            throw ProblemException.of("made-name");
        }
        return text;
    }

    private static int keep(String text) {
        if (!text.matches("[1-9][0-9]?")) {
            throw ProblemException.of("made-keep", text);
        }
        return Integer.parseInt(text);
    }

    private static String password(String text) {
        if (text.isEmpty()) {
            throw ProblemException.of("made-password");
        }
        return text;
    }

    private static Change file(String name, Optional<byte[]> before, byte[] after, int mode, boolean secret) {
        return new Change.FileChange(HOME.resolve(name), before, after, mode, secret);
    }

    /** A step that is never run. */
    private record Made(String id, List<Change> changes) implements Step {
        @Override
        public Message title() {
            return Message.of("made.step." + id);
        }

        @Override
        public void run(Host host, Progress progress) {
            throw new IllegalStateException("made up");
        }
    }
}
