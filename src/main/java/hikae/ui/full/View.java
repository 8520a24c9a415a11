package hikae.ui.full;

import hikae.text.Message;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Scroll;
import hikae.ui.full.widget.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One screen: what it shows and what keys mean on it. The stage paints it, scrolls it and handles the keys
 * that mean the same everywhere.
 *
 * @param <R> what it ends with
 */
abstract class View<R> {
    private @Nullable R result;
    private Scroll scroll = Scroll.START;
    private boolean scrolledByHand;

    /** The name of the screen. */
    abstract String place(Words words);

    /** Where in the flow it stands, such as {@code Set up 3/9}; may be empty. */
    String step(Words words) {
        return "";
    }

    /** Everything it shows; the line with the focus has a cursor. */
    abstract List<Row> body(Words words, int width);

    /** One sentence above the key line; may be empty. */
    String message(Words words) {
        return "";
    }

    /** The keys valid now. */
    abstract List<Hint> hints(Words words);

    /** What it is, why it is asked, what is typical (U21). */
    abstract List<Row> help(Words words, int width);

    /** A key that is not the same everywhere. */
    abstract void press(Key key);

    /** Esc. */
    abstract void back();

    /** What it ends with when the operator leaves the program or the terminal is gone. */
    abstract R ifLeft();

    /** News from a worker, or {@link #patience} is over. */
    void woken() {}

    /** Milliseconds until it wants to be woken; negative for never. */
    long patience() {
        return -1;
    }

    /** Whether letters are text now. */
    boolean isTyping() {
        return false;
    }

    /** Whether it handles Page Up and Page Down itself. */
    boolean takesPages() {
        return false;
    }

    /** What leaving now means, for the question; empty when leaving needs none. */
    Optional<Message> leaving() {
        return Optional.of(Message.of("ui.leave.unchanged"));
    }

    /** Ends it. */
    final void end(R with) {
        result = with;
    }

    /** What it ended with; empty while it is shown. */
    final Optional<R> result() {
        return Optional.ofNullable(result);
    }

    /** The part of {@code rows} that fits into {@code room} lines: where the focus is, unless scrolled by hand. */
    final Scroll window(List<Row> rows, int room) {
        scroll = scrolledByHand ? scroll.moved(0, rows.size(), room) : scroll.showing(rows, room);
        return scroll;
    }

    /** Scrolls by hand; any other key follows the focus again. */
    final void scroll(int by, int total, int room) {
        scroll = scroll.moved(by, total, room);
        scrolledByHand = true;
    }

    /** The focus leads again. */
    final void followFocus() {
        scrolledByHand = false;
    }

    /** From the top again: it shows something else now. */
    final void toTop() {
        scroll = Scroll.START;
        scrolledByHand = false;
    }
}
