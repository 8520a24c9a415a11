package hikae.ui.full;

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
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.text.Secret;
import hikae.work.Change;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Pages, lists and plans as a feature would make them. Their words are in the test's own message files. */
final class Samples {
    static final Field<String> PLACE = text("place")
            .suggest(answers -> Optional.of(
                    new Suggestion("/home/admin/misskey", Origin.FOUND, Message.literal("docker compose ls"))));
    static final Field<String> USER = text("user").orElse("misskey");
    static final Field<Secret> PASSWORD = Field.of("password", Kind.SECRET, text -> {
        if (text.isEmpty()) {
            throw ProblemException.of("sample-empty");
        }
        return new Secret(text);
    });
    static final Field<String> WHEN = Field.of("when", Kind.CHOICE_OR_TEXT, Samples::filled)
            .orElse("0 4 * * *")
            .among(answers -> List.of(
                    Option.of("0 4 * * *", Message.of("sample.daily")),
                    Option.of("0 */6 * * *", Message.of("sample.six"))));
    static final Field<Integer> DAYS =
            Field.of("days", Kind.NUMBER, Samples::number).orElse("7");
    static final Field<String> ZONE =
            Field.of("zone", Kind.FILTER, Samples::filled).orElse("Asia/Tokyo").among(answers -> zones());

    private Samples() {}

    private static Field<String> text(String id) {
        return Field.of(id, Kind.TEXT, Samples::filled);
    }

    private static String filled(String text) {
        if (text.isBlank()) {
            throw ProblemException.of("sample-empty");
        }
        return text;
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw ProblemException.of("sample-empty");
        }
    }

    private static List<Option> zones() {
        return List.of("America/New_York", "Asia/Seoul", "Asia/Tokyo", "Europe/Paris", "UTC").stream()
                .map(zone -> Option.of(zone, Message.literal(zone)))
                .toList();
    }

    /** Four pages as in a setup: database (checked), zone, schedule, retention; two steps follow. */
    static Interview interview(Function<Answers, Finding> check) {
        Page database = Page.of("database", PLACE, USER, PASSWORD)
                .checking(answers -> List.of(
                        new Check("reach", List.of("user"), given -> Finding.ok(Message.of("sample.reached"))),
                        new Check("login", List.of("user", "password"), check)));
        Page zone = Page.of("zone", ZONE);
        Page when = Page.of("when", WHEN)
                .showing(answers -> List.of(
                        Line.pair(
                                Message.of("sample.words"),
                                Message.literal(answers.text("when").orElse(""))),
                        Line.heading(Message.of("sample.runs")),
                        Line.pair(Message.literal("1"), Message.literal("2026-11-24 04:00 JST")),
                        Line.pair(Message.literal("2"), Message.literal("2026-11-25 04:00 JST"))));
        return new Interview("sample", List.of(database, zone, when, Page.of("keep", DAYS)), 2, Map.of());
    }

    static Interview interview() {
        return interview(answers -> Finding.ok(Message.of("sample.logged-in")));
    }

    static Table menu() {
        List<Option> rows = List.of(
                Option.of("setup", Message.of("sample.menu.setup")),
                Option.of("storage", Message.of("sample.menu.storage")),
                Option.of("restore", Message.of("sample.menu.restore")));
        return new Table(
                "menu",
                rows,
                List.of(Line.text(Message.of("sample.promise"))),
                () -> List.of(
                        Line.heading(Message.of("sample.found")),
                        Line.pair(Message.literal("Misskey"), Message.literal("/home/admin/misskey")),
                        Line.pair(Message.of("sample.disk"), Message.literal("21.4 GB"))));
    }

    static Table backups(int count) {
        List<Option> rows = IntStream.range(0, count)
                .mapToObj(i -> new Option(
                        "file-" + i,
                        Message.literal("daily/misskey-202611" + (10 + i) + ".sql.gz"),
                        List.of(Line.text(Message.literal("details of " + i)))))
                .toList();
        return Table.of("backups", rows);
    }

    /** A step that only says what it would do. */
    record Show(String id, List<Change> changes) implements Step {
        @Override
        public Message title() {
            return Message.of("sample.step." + id);
        }

        @Override
        public void run(hikae.host.Host host, hikae.work.Progress progress) {
            throw new IllegalStateException("only shown");
        }
    }

    static Plan plan() {
        Path home = Path.of("/home/admin/misskey-backup");
        byte[] before = bytes("services:\n  db-backup:\n    environment:\n      SCHEDULE: \"0 4 * * *\"\n");
        byte[] after = bytes("services:\n  db-backup:\n    environment:\n      SCHEDULE: \"30 5 * * *\"\n");
        List<Step> steps = List.of(
                new Show(
                        "write",
                        List.of(
                                new Change.DirectoryChange(home, 0700),
                                new Change.FileChange(
                                        home.resolve("compose.yml"), Optional.of(before), after, 0644, false),
                                new Change.FileChange(
                                        home.resolve("secrets/db_password"),
                                        Optional.empty(),
                                        bytes("s3cret"),
                                        0600,
                                        true))),
                new Show("start", List.of(new Change.CommandChange(home, "docker compose up -d db-backup"))),
                new Show("first", List.of(new Change.NoteChange(Message.of("sample.note")))));
        return new Plan("sample", home, "20261123-140500-sample", steps, Map.of());
    }

    static Preview preview() {
        return Preview.of(plan());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
