package hikae.ui.full;

import hikae.text.Message;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what is being waited for, from one second on with the seconds (U08).
 *
 * @param <T> what is waited for
 */
final class LookView<T> extends View<Optional<T>> {
    private final Message what;
    private final Behind<T> behind;

    LookView(Message what, Behind<T> behind) {
        this.what = what;
        this.behind = behind;
    }

    @Override
    String place(Words words) {
        return words.get("ui.look");
    }

    @Override
    List<Row> body(Words words, int width) {
        String seconds = behind.seconds() < 1 ? "" : "  " + words.get("ui.seconds", behind.seconds());
        List<Row> rows = Row.marked(Role.PLAIN, Lines.RUNNING, words.say(what) + seconds, 2, width);
        List<Row> focused = new ArrayList<>(rows);
        focused.set(0, rows.get(0).focusedAt(2));
        return focused;
    }

    @Override
    List<Hint> hints(Words words) {
        return Stage.backAndHelp(words, false);
    }

    @Override
    List<Row> help(Words words, int width) {
        return Row.wrapped(Role.PLAIN, words.get("ui.look.help"), 2, width);
    }

    @Override
    void woken() {
        behind.result().ifPresent(value -> end(Optional.of(value)));
    }

    @Override
    long patience() {
        return behind.untilNextSecond();
    }

    @Override
    void press(Key key) {
        // waiting has no keys of its own
    }

    @Override
    void back() {
        end(Optional.empty());
    }

    @Override
    Optional<T> ifLeft() {
        return Optional.empty();
    }
}
