package hikae.ui.full;

import hikae.ask.Ticklist;
import hikae.text.Message;
import hikae.text.Secret;
import hikae.text.TextWidth;
import hikae.ui.Navigation;
import hikae.ui.Ticked;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows to tick off, with values to copy: what another page wants to have typed in. */
final class TickView extends View<Ticked> {
    private static final int REVEALED_MILLIS = 10_000;
    private static final int MARK = 9;
    private static final int WIDEST_LABEL = 32;
    private static final int LEAST_VALUE = 12;

    private final Ticklist list;
    private final Stage stage;
    private final Set<String> ticked;
    private Optional<Message> message = Optional.empty();
    private long hiddenAt = -1;
    private int at;

    TickView(Ticklist list, Set<String> ticked, Stage stage) {
        this.list = list;
        this.ticked = new LinkedHashSet<>(ticked);
        this.stage = stage;
        this.at = firstOpen();
    }

    private int firstOpen() {
        for (int i = 0; i < list.rows().size(); i++) {
            if (!ticked.contains(list.rows().get(i).id())) {
                return i;
            }
        }
        return 0;
    }

    @Override
    String place(Words words) {
        return words.say(list.title());
    }

    @Override
    String step(Words words) {
        long done =
                list.rows().stream().filter(row -> ticked.contains(row.id())).count();
        return words.get("ui.ticks.count", done, list.rows().size());
    }

    @Override
    List<Row> body(Words words, int width) {
        List<Row> rows = new ArrayList<>(Row.wrapped(Role.PLAIN, words.say(list.lead()), 2, width));
        rows.add(Row.blank());
        int label = labelWidth(words, width);
        for (int i = 0; i < list.rows().size(); i++) {
            rows.addAll(row(words, i, label, width));
        }
        if (!list.notes().isEmpty()) {
            rows.add(Row.blank());
            rows.addAll(Lines.of(list.notes(), words, width));
        }
        return rows;
    }

    private int labelWidth(Words words, int width) {
        int widest = list.rows().stream()
                .filter(row -> !isLong(words, row, width))
                .mapToInt(row -> TextWidth.of(words.say(row.label())))
                .max()
                .orElse(0);
        return Math.min(widest, Math.min(WIDEST_LABEL, width / 2));
    }

    /** Whether label and value do not go into one line. */
    private boolean isLong(Words words, Ticklist.Row row, int width) {
        int label = TextWidth.of(words.say(row.label()));
        return label > WIDEST_LABEL || MARK + label + 2 + LEAST_VALUE > width;
    }

    private List<Row> row(Words words, int index, int labelWidth, int width) {
        Ticklist.Row item = list.rows().get(index);
        boolean here = index == at;
        Role role = here ? Role.SELECTED : Role.PLAIN;
        String start = (here ? "  > " : "    ") + (ticked.contains(item.id()) ? "[x]" : "[ ]") + "  ";
        String value = value(words, item);
        String label = words.say(item.label());
        List<Row> rows = new ArrayList<>();
        int column = Math.max(labelWidth, TextWidth.of(label));
        int room = width - MARK - column - 2;
        boolean whole = TextWidth.of(value) <= room;
        if (whole || (!here && room >= LEAST_VALUE)) {
            String shown = whole ? value : TextWidth.cut(value, room - 1) + ">";
            rows.add(Row.of(role, (start + TextWidth.pad(label, column) + "  " + shown).stripTrailing()));
        } else {
            rows.addAll(below(role, start, label, value, width));
        }
        if (here) {
            rows.set(0, rows.get(0).focusedAt(2));
        }
        return rows;
    }

    /** The label, and below it the whole value. */
    private static List<Row> below(Role role, String start, String label, String value, int width) {
        List<Row> rows = new ArrayList<>();
        for (String part : TextWidth.wrap(label, width - MARK)) {
            rows.add(Row.of(role, (rows.isEmpty() ? start : " ".repeat(MARK)) + part));
        }
        if (!value.isEmpty()) {
            rows.addAll(Row.wrapped(role, value, MARK, width));
        }
        return rows;
    }

    private String value(Words words, Ticklist.Row row) {
        boolean revealed = row.hidden() && hiddenAt >= 0 && row.copied().isPresent();
        return revealed ? row.copied().map(Secret::reveal).orElse("") : words.say(row.value());
    }

    @Override
    String message(Words words) {
        return message.map(words::say).orElse("");
    }

    @Override
    List<Hint> hints(Words words) {
        List<Hint> hints = new ArrayList<>();
        hints.add(new Hint(words.get("ui.keys.space"), words.get("ui.key.tick"), false));
        hints.add(new Hint("y", words.get("ui.key.copy"), false));
        hints.add(new Hint("p", words.get("ui.key.plain-page"), false));
        if (list.rows().get(at).hidden() && list.rows().get(at).copied().isPresent()) {
            hints.add(new Hint("Ctrl+R", words.get("ui.key.reveal"), false));
        }
        hints.addAll(Stage.backAndHelp(words, false));
        return hints;
    }

    @Override
    List<Row> help(Words words, int width) {
        return Row.wrapped(Role.PLAIN, words.say(list.help()), 2, width);
    }

    @Override
    Optional<Message> leaving() {
        return Optional.of(Message.of("ui.leave.plain"));
    }

    @Override
    long patience() {
        return hiddenAt < 0 ? -1 : Math.max(0, hiddenAt - stage.now());
    }

    @Override
    void woken() {
        if (hiddenAt >= 0 && stage.now() >= hiddenAt) {
            hide();
        }
    }

    private void hide() {
        hiddenAt = -1;
        message = Optional.empty();
    }

    @Override
    void press(Key key) {
        if (key.isCtrl('r')) {
            reveal();
            return;
        }
        hide();
        int last = list.rows().size() - 1;
        switch (key.kind()) {
            case UP, BACKTAB -> at = Math.max(0, at - 1);
            case DOWN, TAB -> at = Math.min(last, at + 1);
            case HOME -> at = 0;
            case END -> at = last;
            case ENTER -> {
                ticked.add(list.rows().get(at).id());
                at = Math.min(last, at + 1);
            }
            case CHAR -> letter(key.letter());
            default -> {}
        }
    }

    private void letter(char letter) {
        switch (letter) {
            case ' ' -> {
                String id = list.rows().get(at).id();
                if (!ticked.remove(id)) {
                    ticked.add(id);
                }
            }
            case 'y' -> copy(list.rows().get(at));
            case 'p' -> stage.plainPage(page());
            default -> {}
        }
    }

    private void copy(Ticklist.Row row) {
        row.copied().ifPresent(value -> stage.copy(value.reveal()));
        message = Optional.of(
                row.copied().isPresent() ? Message.of("ui.ticks.sent", row.label()) : Message.of("ui.ticks.nothing"));
    }

    private void reveal() {
        Ticklist.Row row = list.rows().get(at);
        if (row.hidden() && row.copied().isPresent()) {
            hiddenAt = stage.now() + REVEALED_MILLIS;
            message = Optional.of(Message.of("ui.ticks.shown"));
        }
    }

    /** Each value on one line, however long; what is hidden stays hidden here, too. */
    private List<String> page() {
        List<String> lines = new ArrayList<>();
        Words words = stage.words();
        for (Ticklist.Row row : list.rows()) {
            String value = words.say(row.value());
            if (!value.isEmpty()) {
                lines.add(words.say(row.label()) + ": " + value);
            }
        }
        lines.add("");
        lines.add(words.get("ui.ticks.page.back"));
        return lines;
    }

    @Override
    void back() {
        end(new Ticked(Navigation.BACK, ticked));
    }

    @Override
    Ticked ifLeft() {
        return new Ticked(Navigation.LEAVE, ticked);
    }
}
