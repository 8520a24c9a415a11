package hikae.ui.full;

import hikae.text.Message;
import hikae.text.TextWidth;
import hikae.ui.Leaving;
import hikae.ui.Navigation;
import hikae.ui.full.WorkState.Status;
import hikae.ui.full.widget.Bar;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import hikae.work.Event;
import hikae.work.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The work being done, step by step. Ends by itself when all went well; a failure stays until it was read. */
final class WorkView extends View<Navigation> {
    /** Progress is painted twice a second at most (U05). */
    private static final long REPAINT_MILLIS = 500;

    private static final int LOG_LINES = 5;

    private final Run run;
    private final String step;
    private final Stage stage;
    private final WorkState state;
    private final Queue<Event> arrived = new ConcurrentLinkedQueue<>();
    private final Consumer<Event> follower = this::arrived;

    WorkView(Run run, String step, Stage stage) {
        this.run = run;
        this.step = step;
        this.stage = stage;
        this.state =
                new WorkState(run.plan().steps().size(), run.plan().onFailure().size());
        run.follow(follower);
        woken();
    }

    /** Called on the worker's thread. */
    private void arrived(Event event) {
        arrived.add(event);
        if (!(event instanceof Event.Advanced || event instanceof Event.Said)) {
            stage.wake();
        }
    }

    /** Stops following; the work goes on. */
    void leave() {
        run.leave(follower);
    }

    @Override
    String place(Words words) {
        return words.get(state.problem().isPresent() ? "ui.work.failed" : "ui.work");
    }

    @Override
    String step(Words words) {
        return step;
    }

    @Override
    List<Row> body(Words words, int width) {
        List<Row> rows = new ArrayList<>();
        state.clock().ifPresent(clock -> rows.addAll(clock(clock, words, width)));
        for (int i = 0; i < run.plan().count(); i++) {
            if (!run.plan().isBack(i) || state.status(i) != Status.WAITING) {
                rows.addAll(stepRows(words, i, width));
            }
        }
        state.findings().forEach(finding -> rows.addAll(Lines.of(finding, words, width)));
        state.problem().ifPresent(problem -> {
            rows.add(Row.blank());
            List<Row> what = Row.marked(Role.ERROR, Lines.NO, words.say(problem.sentence()), 4, width);
            rows.add(what.get(0).focusedAt(4));
            rows.addAll(what.subList(1, what.size()));
            rows.addAll(Lines.hint(problem, words, 4, width));
        });
        rows.addAll(log(words, width));
        if (state.problem().isEmpty()) {
            rows.add(Row.blank());
            rows.addAll(Row.wrapped(Role.PLAIN, words.get("ui.work.close"), 2, width));
        }
        return rows;
    }

    /** On top, where it is seen whatever is scrolled below (U46). */
    private List<Row> clock(Event.Clocked clock, Words words, int width) {
        String span = Amounts.time(clock.shown(stage.instant()), words);
        String key = clock.until().isPresent() ? "ui.work.clock.stopped" : "ui.work.clock";
        Role role = clock.until().isPresent() ? Role.DIM : Role.WARNING;
        List<Row> rows = new ArrayList<>(Row.wrapped(role, words.get(key, words.say(clock.name()), span), 2, width));
        rows.add(Row.blank());
        return rows;
    }

    private List<Row> stepRows(Words words, int index, int width) {
        Status status = state.status(index);
        String time = state.elapsed(index, stage.instant())
                .map(elapsed -> Amounts.time(elapsed, words))
                .orElse("");
        String title = words.say(run.plan().step(index).title());
        int room = width - TextWidth.of(time) - 3;
        List<Row> rows = new ArrayList<>(Row.marked(role(status), mark(status, words), title, 4, room));
        Row first = rows.get(0);
        Row timed = first.then(Role.DIM, " ".repeat(Math.max(1, room - first.width())) + time);
        boolean focus = status == Status.RUNNING && state.problem().isEmpty();
        rows.set(0, focus ? timed.focusedAt(5) : timed);
        if (status == Status.RUNNING) {
            state.progress().ifPresent(progress -> rows.addAll(progress(progress, words, width)));
        }
        return rows;
    }

    private static List<Row> progress(Event.Advanced progress, Words words, int width) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(Row.wrapped(Role.PLAIN, Amounts.done(progress, words), 9, width));
        if (progress.total() > 0) {
            double share = (double) progress.done() / progress.total();
            rows.add(Row.plain("         " + Bar.of(share, width - 12)));
        }
        return rows;
    }

    private List<Row> log(Words words, int width) {
        List<String> log = state.log();
        if (log.isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        rows.add(Row.blank());
        rows.add(Row.plain("  " + words.get("ui.work.log")));
        for (String line : log.subList(Math.max(0, log.size() - LOG_LINES), log.size())) {
            rows.add(Row.plain("    " + TextWidth.shorten(TextWidth.safe(line), width - 5)));
        }
        return rows;
    }

    private static String mark(Status status, Words words) {
        return switch (status) {
            case WAITING -> Lines.WAITING;
            case RUNNING -> Lines.RUNNING;
            case DONE -> Lines.ok(words);
            case FAILED -> Lines.NO;
        };
    }

    private static Role role(Status status) {
        return switch (status) {
            case WAITING -> Role.DIM;
            case RUNNING -> Role.SELECTED;
            case DONE -> Role.OK;
            case FAILED -> Role.ERROR;
        };
    }

    @Override
    List<Hint> hints(Words words) {
        List<Hint> hints = new ArrayList<>();
        if (state.isOver()) {
            hints.add(new Hint("Enter", words.get("ui.key.next"), true));
        } else {
            hints.add(new Hint("b", words.get("ui.key.background"), true));
        }
        hints.add(new Hint("l", words.get("ui.key.log"), false));
        hints.add(new Hint("?", words.get("ui.key.help"), true));
        return hints;
    }

    @Override
    List<Row> help(Words words, int width) {
        return Row.wrapped(Role.PLAIN, words.get("ui.work.help"), 2, width);
    }

    @Override
    Optional<Message> leaving() {
        return Optional.of(state.isOver() ? Message.of("ui.leave.plain") : Leaving.of(run));
    }

    @Override
    void woken() {
        for (Event event = arrived.poll(); event != null; event = arrived.poll()) {
            state.add(event);
        }
        if (state.isOver() && state.problem().isEmpty()) {
            stage.paint(this); // all done, for a moment
            end(Navigation.NEXT);
        }
    }

    @Override
    long patience() {
        return state.isOver() ? -1 : REPAINT_MILLIS;
    }

    @Override
    void press(Key key) {
        if (key.letter() == 'l') {
            stage.showText(stage.words().get("ui.work.log"), this::wholeLog);
        } else if (key.letter() == 'b' && !state.isOver()) {
            end(Navigation.LEAVE);
        } else if (key.kind() == Key.Kind.ENTER && state.isOver()) {
            end(Navigation.NEXT);
        }
    }

    private List<Row> wholeLog(int width) {
        List<Row> rows = new ArrayList<>();
        state.log().forEach(line -> rows.addAll(Row.wrapped(Role.PLAIN, TextWidth.safe(line), 1, width)));
        rows.addAll(Row.wrapped(Role.PLAIN, stage.words().get("ui.work.folder", run.folder()), 1, width));
        return rows;
    }

    @Override
    void back() {
        if (state.isOver()) {
            end(Navigation.NEXT);
        } else {
            stage.askToLeave(this);
        }
    }

    @Override
    Navigation ifLeft() {
        return Navigation.LEAVE;
    }
}
