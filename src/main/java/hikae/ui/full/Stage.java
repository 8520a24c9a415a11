package hikae.ui.full;

import hikae.text.Message;
import hikae.ui.full.terminal.Display;
import hikae.ui.full.terminal.Keyboard;
import hikae.ui.full.widget.Canvas;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Plays screens: paints, waits for a key, and handles what means the same on every screen. */
final class Stage {
    private final Display display;
    private final Keyboard keyboard;
    private final Clock clock;
    private final LongSupplier millis;
    private final List<Behind<?>> waiting = new ArrayList<>();
    private Optional<Message> banner = Optional.empty();
    private Words words;
    private boolean color;
    private boolean leaving;
    private boolean closed;

    Stage(Display display, Keyboard keyboard, Clock clock, Words words, boolean color) {
        this.display = display;
        this.keyboard = keyboard;
        this.clock = clock;
        this.millis = clock::millis;
        this.words = words;
        this.color = color;
    }

    Words words() {
        return words;
    }

    void speak(Words others) {
        words = others;
    }

    /** Words in the upper rule of every screen. */
    void banner(Message lasting) {
        banner = Optional.of(lasting);
    }

    /** Milliseconds, for waits. */
    long now() {
        return millis.getAsLong();
    }

    /** The time now, for elapsed times. */
    Instant instant() {
        return clock.instant();
    }

    /** Something a screen shows has changed; callable from any thread. */
    void wake() {
        keyboard.wake();
    }

    /**
     * Slow work that wakes the screen when it ends. It starts once the screen that shows it is painted: what it loads
     * would take its share of a small server from the first paint.
     */
    <T> Behind<T> behind(Supplier<T> work) {
        Behind<T> behind = new Behind<>(work, this::wake, millis);
        waiting.add(behind);
        return behind;
    }

    /** Shows a screen as a flow's next one, until it ends. */
    <R> R show(View<R> view) {
        leaving = false;
        return play(view);
    }

    /** Shows a screen until it ends, also on top of another. */
    <R> R play(View<R> view) {
        while (true) {
            Optional<R> result = view.result();
            if (result.isPresent()) {
                return result.get();
            }
            if (closed || leaving) {
                return view.ifLeft();
            }
            if (!keyboard.hasMore()) {
                paint(view);
            }
            waiting.forEach(Behind::start);
            waiting.clear();
            if (!closed) {
                handle(view, keyboard.next(view.patience()));
            }
        }
    }

    /** Shows lines on top of the present screen, until Esc or Enter. */
    void showText(String place, IntFunction<List<Row>> text) {
        play(new TextView(place, text));
    }

    /** Sends a text to the terminal for its clipboard; nobody can tell whether it takes it (U63). */
    void copy(String text) {
        display.copy(text);
    }

    /** Leaves the screen and prints lines that a mouse can select, until Enter, Esc or q (U64). */
    void plainPage(List<String> lines) {
        display.leave(lines);
        boolean reading = true;
        while (reading && !closed) {
            Key key = keyboard.next(-1);
            closed = key.kind() == Key.Kind.CLOSED;
            reading = key.kind() != Key.Kind.ENTER
                    && key.kind() != Key.Kind.ESC
                    && key.letter() != 'q'
                    && !key.isCtrl('c');
        }
        display.comeBack();
    }

    /** Paints a screen as it is now. */
    void paint(View<?> view) {
        try {
            Canvas canvas = display.canvas();
            Frame.draw(canvas, view, words, banner.map(words::say).orElse(""));
            display.paint(canvas);
        } catch (UncheckedIOException gone) {
            closed = true;
        }
    }

    private void handle(View<?> view, Key key) {
        switch (key.kind()) {
            case CLOSED -> closed = true;
            case RESIZED -> display.resize();
            case WOKEN -> view.woken();
            default -> pressed(view, key);
        }
    }

    private void pressed(View<?> view, Key key) {
        Canvas canvas = display.canvas();
        if (!Frame.fits(canvas)) {
            leaving = key.isCtrl('c') || key.letter() == 'q';
            return;
        }
        Optional<Command> command = Command.of(key, view.isTyping());
        if (command.isPresent()) {
            obey(view, command.get());
        } else if (!scrolled(view, key, canvas)) {
            view.followFocus();
            view.press(key);
        }
    }

    private void obey(View<?> view, Command command) {
        switch (command) {
            case HELP -> help(view);
            case REDRAW -> display.redraw();
            case PLAIN -> {
                color = !color;
                display.color(color);
            }
            case INTERRUPT, QUIT -> askToLeave(view);
            case BACK -> view.back();
        }
    }

    private void help(View<?> view) {
        if (!(view instanceof TextView)) {
            showText(words.get("ui.help"), width -> view.help(words, width));
        }
    }

    /** Ctrl+C and q ask; Ctrl+C again, on the question, leaves at once (U10). */
    void askToLeave(View<?> view) {
        if (view instanceof LeaveView || view.leaving().isEmpty()) {
            leaving = true;
        } else if (play(new LeaveView(view.leaving().get(), view.place(words)))) {
            leaving = true;
        }
    }

    private boolean scrolled(View<?> view, Key key, Canvas canvas) {
        int room = Frame.room(canvas);
        int by = switch (key.kind()) {
            case PAGE_UP -> 1 - room;
            case PAGE_DOWN -> room - 1;
            default -> 0;
        };
        if (by == 0 || view.takesPages()) {
            return false;
        }
        view.scroll(by, Frame.body(view, words, canvas).size(), room);
        return true;
    }

    /** The two keys every screen has. */
    static List<Hint> backAndHelp(Words words, boolean typing) {
        return List.of(
                new Hint("Esc", words.get("ui.key.back"), true),
                new Hint(typing ? "^G" : "?", words.get("ui.key.help"), true));
    }
}
