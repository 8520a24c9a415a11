package hikae.ui.full;

import hikae.text.ProblemException;
import hikae.text.TextWidth;
import hikae.ui.Navigation;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Scroll;
import hikae.ui.full.widget.Words;
import hikae.work.Change;
import hikae.work.Diff;
import hikae.work.Preview;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What will be done, before anything is done (U16). Applying is the letter a, never Enter. */
final class ReviewView extends View<Navigation> {
    private static final int SAVED_WIDTH = 160;

    private final Preview preview;
    private final String step;
    private final Stage stage;
    private final BiFunction<String, String, Path> keep;
    private String message = "";
    private int at;

    /** @param keep writes a text to a file of this name where the operator finds it, and says where */
    ReviewView(Preview preview, String step, Stage stage, BiFunction<String, String, Path> keep) {
        this.preview = preview;
        this.step = step;
        this.stage = stage;
        this.keep = keep;
    }

    @Override
    String place(Words words) {
        return words.get("ui.review");
    }

    @Override
    String step(Words words) {
        return step;
    }

    @Override
    List<Row> body(Words words, int width) {
        List<Row> rows = rows(preview, words, width);
        at = Math.min(at, rows.size() - 1);
        rows.set(at, rows.get(at).focusedAt(0));
        return rows;
    }

    static List<Row> rows(Preview preview, Words words, int width) {
        List<Row> rows = new ArrayList<>(Row.wrapped(Role.PLAIN, words.get("ui.review.lead"), 2, width));
        rows.add(Row.blank());
        preview.changes().stream()
                .filter(Change.DirectoryChange.class::isInstance)
                .forEach(change -> rows.addAll(other(change, words, width)));
        for (Preview.FileDiff file : preview.files()) {
            rows.addAll(summary(file, words, width));
        }
        preview.changes().stream()
                .filter(change -> !(change instanceof Change.DirectoryChange))
                .forEach(change -> rows.addAll(other(change, words, width)));
        for (Preview.FileDiff file : preview.files()) {
            if (!file.lines().isEmpty()) {
                rows.add(Row.blank());
                rows.addAll(difference(file, width));
            }
        }
        return rows;
    }

    private static List<Row> summary(Preview.FileDiff file, Words words, int width) {
        boolean isNew = file.kind() == Preview.Kind.NEW;
        String kind = words.get(isNew ? "ui.review.new" : "ui.review.changed");
        String facts =
                words.get("ui.review.file", kind, Amounts.bytes(file.bytes()), Integer.toOctalString(file.mode()));
        String secret = file.secret() ? words.get("ui.review.secret") : "";
        String path = TextWidth.safe(file.path().toString());
        return entry(isNew ? "+" : "~", path, facts + secret, width);
    }

    private static List<Row> other(Change change, Words words, int width) {
        if (change instanceof Change.DirectoryChange directory) {
            String facts = words.get("ui.review.directory", Integer.toOctalString(directory.mode()));
            return entry("+", TextWidth.safe(directory.path() + "/"), facts, width);
        }
        if (change instanceof Change.CommandChange command) {
            String where = words.get("ui.review.in", command.directory());
            return entry("$", TextWidth.safe(command.command()), where, width);
        }
        if (change instanceof Change.NoteChange note) {
            return Row.marked(Role.PLAIN, "*", words.say(note.note()), 2, width);
        }
        if (change instanceof Change.TrustChange trust) {
            return Row.marked(Role.PLAIN, "*", words.say(trust.note()), 2, width);
        }
        if (change instanceof Change.LossChange loss) {
            return Row.marked(Role.WARNING, "!", words.say(loss.note()), 2, width);
        }
        throw new IllegalStateException("a change that is not shown: " + change);
    }

    /** What, and the facts beside it or, if there is no room, below. */
    private static List<Row> entry(String sign, String what, String facts, int width) {
        if (6 + TextWidth.of(what) + TextWidth.of(facts) <= width) {
            return List.of(Row.plain("  " + sign + " " + what + "  ").then(Role.DIM, facts));
        }
        List<Row> rows = new ArrayList<>(Row.marked(Role.PLAIN, sign, what, 2, width));
        rows.addAll(Row.wrapped(Role.DIM, facts, 6, width));
        return rows;
    }

    private static List<Row> difference(Preview.FileDiff file, int width) {
        List<Row> rows = new ArrayList<>();
        String name = "   --- " + TextWidth.safe(String.valueOf(file.path().getFileName())) + " ";
        rows.add(Row.of(Role.TITLE, name + "-".repeat(Math.max(0, width - 2 - TextWidth.of(name)))));
        for (Diff.Line line : file.lines()) {
            rows.addAll(line(line, width));
        }
        return rows;
    }

    /** A line that is too long is continued, never cut: everything that changes is shown. */
    private static List<Row> line(Diff.Line line, int width) {
        List<Row> rows = new ArrayList<>();
        char sign = line.sign() == '@' ? ' ' : line.sign();
        for (String part : TextWidth.wrap(TextWidth.safe(line.text()), width - 6)) {
            rows.add(Row.of(role(line.sign()), "   " + (rows.isEmpty() ? sign : ' ') + " " + part));
        }
        return rows;
    }

    private static Role role(char sign) {
        return switch (sign) {
            case '+' -> Role.OK;
            case '-' -> Role.ERROR;
            default -> Role.PLAIN;
        };
    }

    @Override
    String message(Words words) {
        return message.isEmpty() ? words.get("ui.review.message") : message;
    }

    @Override
    List<Hint> hints(Words words) {
        List<Hint> hints = new ArrayList<>();
        hints.add(new Hint("a", words.get("ui.key.apply"), true));
        hints.add(new Hint("PgDn", words.get("ui.key.scroll"), false));
        hints.add(new Hint("w", words.get("ui.key.save"), false));
        hints.addAll(Stage.backAndHelp(words, false));
        hints.add(new Hint("Ctrl+C", words.get("ui.key.quit"), false));
        return hints;
    }

    @Override
    List<Row> help(Words words, int width) {
        return Row.wrapped(Role.PLAIN, words.get("ui.review.help"), 2, width);
    }

    @Override
    void press(Key key) {
        switch (key.kind()) {
            case UP -> at = Math.max(0, at - 1);
            case DOWN -> at++;
            case HOME -> at = 0;
            case END -> at = Scroll.END;
            default -> letter(key.letter());
        }
    }

    private void letter(char letter) {
        if (letter == 'a') {
            end(Navigation.NEXT);
        } else if (letter == 'w') {
            save();
        }
    }

    private void save() {
        StringBuilder text = new StringBuilder();
        rows(preview, stage.words(), SAVED_WIDTH)
                .forEach(row -> text.append(row.text().stripTrailing()).append('\n'));
        try {
            Path file = keep.apply("hikae-" + preview.plan().runId() + ".txt", text.toString());
            message = stage.words().get("ui.review.saved", file);
        } catch (ProblemException e) {
            message = stage.words().say(e.problem().sentence());
        }
    }

    @Override
    void back() {
        end(Navigation.BACK);
    }

    @Override
    Navigation ifLeft() {
        return Navigation.LEAVE;
    }
}
