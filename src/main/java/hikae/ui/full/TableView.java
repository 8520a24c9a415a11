package hikae.ui.full;

import hikae.ask.Option;
import hikae.ask.Table;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.ProblemException;
import hikae.text.TextWidth;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list to choose one row of: the menu, the backups, the checklist. */
final class TableView extends View<MenuChoice> {
    /** The first screen of all: there is nothing to go back to, so Esc asks (U10). */
    private static final String MENU = "menu";

    private static final int NUMBERED = 9;

    /** Of more rows than these none has a number. */
    private static final int FEW = 12;

    private final Table table;
    private final Stage stage;
    private final Behind<List<Line>> behind;
    private int at;

    TableView(Table table, Stage stage) {
        this.table = table;
        this.stage = stage;
        this.behind = stage.behind(() -> late(table));
    }

    /** Lines that could not be had are not worth losing the list for. */
    private static List<Line> late(Table table) {
        try {
            return table.behind().call();
        } catch (ProblemException e) {
            return List.of(
                    new Line(Line.Kind.WARNING, e.problem().sentence(), Optional.empty()),
                    Line.text(e.problem().hint()));
        } catch (Exception e) {
            return List.of(new Line(Line.Kind.WARNING, Message.of("ui.table.failed", e.toString()), Optional.empty()));
        }
    }

    @Override
    String place(Words words) {
        return words.say(table.title());
    }

    @Override
    List<Row> body(Words words, int width) {
        List<Row> rows = new ArrayList<>(Row.wrapped(Role.PLAIN, words.say(table.lead()), 2, width));
        rows.add(Row.blank());
        for (int i = 0; i < table.rows().size(); i++) {
            rows.addAll(row(words, i, width));
            rows.addAll(notes(words, i, width));
        }
        if (!table.notes().isEmpty()) {
            rows.add(Row.blank());
            rows.addAll(Lines.of(table.notes(), words, width));
        }
        rows.addAll(found(words, width));
        return rows;
    }

    /** What the worker has found; while it looks, from one second on with the seconds (U08). */
    private List<Row> found(Words words, int width) {
        List<Row> rows = new ArrayList<>();
        Optional<List<Line>> lines = behind.result();
        if (lines.isPresent() && !lines.get().isEmpty()) {
            rows.add(Row.blank());
            rows.addAll(Lines.of(lines.get(), words, width));
        } else if (lines.isEmpty() && behind.seconds() > 0) {
            rows.add(Row.blank());
            rows.add(Row.plain("    " + Lines.RUNNING + " " + words.get("ui.table.looking", behind.seconds())));
        }
        return rows;
    }

    private List<Row> row(Words words, int index, int width) {
        boolean here = index == at;
        String number = !isNumbered() ? "" : index < NUMBERED ? (index + 1) + "  " : "   ";
        String start = (here ? "  > " : "    ") + number;
        List<Row> rows = new ArrayList<>();
        for (String part : TextWidth.wrap(words.say(table.rows().get(index).label()), width - start.length())) {
            String before = rows.isEmpty() ? start : " ".repeat(start.length());
            Row row = Row.of(here ? Role.SELECTED : Role.PLAIN, before + part);
            rows.add(here && rows.isEmpty() ? row.focusedAt(2) : row);
        }
        return rows;
    }

    private boolean isNumbered() {
        return table.rows().size() <= FEW;
    }

    /** Long lists show the notes of the focused row only. */
    private List<Row> notes(Words words, int index, int width) {
        Option option = table.rows().get(index);
        boolean shown = index == at || table.rows().size() <= 4;
        List<Row> rows = new ArrayList<>();
        if (shown) {
            for (Row row : Lines.of(option.notes(), words, width - 4)) {
                rows.add(Row.plain("    ").then(row));
            }
        }
        return rows;
    }

    @Override
    List<Hint> hints(Words words) {
        List<Hint> hints = new ArrayList<>();
        String digits = table.rows().size() > 1 && isNumbered()
                ? "/1-" + Math.min(NUMBERED, table.rows().size())
                : "";
        hints.add(new Hint(words.get("ui.keys.up-down") + digits, words.get("ui.key.choose"), false));
        hints.add(new Hint("Enter", words.get("ui.key.open"), false));
        if (!isMenu()) {
            hints.add(new Hint("Esc", words.get("ui.key.back"), true));
        }
        hints.add(new Hint("?", words.get("ui.key.help"), true));
        hints.add(new Hint("q", words.get("ui.key.quit"), isMenu()));
        return hints;
    }

    @Override
    List<Row> help(Words words, int width) {
        return Row.wrapped(Role.PLAIN, words.say(table.help()), 2, width);
    }

    @Override
    long patience() {
        return behind.result().isPresent() ? -1 : behind.untilNextSecond();
    }

    @Override
    void press(Key key) {
        int last = table.rows().size() - 1;
        switch (key.kind()) {
            case UP, BACKTAB -> at = Math.max(0, at - 1);
            case DOWN, TAB -> at = Math.min(last, at + 1);
            case HOME -> at = 0;
            case END -> at = Math.max(0, last);
            case ENTER -> choose(at);
            case CHAR -> letter(key.letter());
            default -> {}
        }
    }

    private void letter(char letter) {
        if (letter == ' ') {
            choose(at);
        } else if (letter >= '1' && letter <= '9') {
            choose(letter - '1');
        }
    }

    private void choose(int index) {
        if (index < table.rows().size()) {
            end(new MenuChoice(Navigation.NEXT, table.rows().get(index).value()));
        }
    }

    @Override
    void back() {
        if (isMenu()) {
            stage.askToLeave(this);
        } else {
            end(new MenuChoice(Navigation.BACK, ""));
        }
    }

    @Override
    MenuChoice ifLeft() {
        return new MenuChoice(Navigation.LEAVE, "");
    }

    private boolean isMenu() {
        return table.id().equals(MENU);
    }
}
