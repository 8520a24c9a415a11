package hikae.ui.full;

import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Interview;
import hikae.ask.Page;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.ui.Navigation;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page of an interview after the other: its questions, what the answers mean, its checks. */
final class InterviewView extends View<Navigation> {
    private final Interview interview;
    private final Stage stage;
    private final Checking checking;
    private PageState page;

    InterviewView(Interview interview, Stage stage) {
        this.interview = interview;
        this.stage = stage;
        this.checking = new Checking(interview, stage);
        this.page = new PageState(interview, stage);
    }

    @Override
    String place(Words words) {
        return words.say(interview.page().title());
    }

    @Override
    String step(Words words) {
        return words.get("flow." + interview.flow()) + " " + interview.number() + "/" + interview.total();
    }

    @Override
    List<Row> body(Words words, int width) {
        List<Row> rows = new ArrayList<>(
                Row.wrapped(Role.PLAIN, words.say(interview.page().lead()), 2, width));
        rows.add(Row.blank());
        FieldRows look = new FieldRows(interview, words, width);
        for (Field<?> field : interview.fields()) {
            rows.addAll(look.of(field, page.control(field), page.isFocused(field)));
        }
        List<Line> lines = interview.lines();
        if (!lines.isEmpty()) {
            rows.add(Row.blank());
            rows.addAll(Lines.of(lines, words, width));
        }
        List<Check> checks = interview.checks();
        if (!checks.isEmpty()) {
            rows.add(Row.blank());
            rows.add(Row.of(Role.TITLE, "  " + words.get("ui.checks")));
            checks.forEach(check -> rows.addAll(checking.rows(check, page.isFocused(check), words, width)));
        }
        return rows;
    }

    @Override
    String message(Words words) {
        return page.message(words);
    }

    @Override
    List<Hint> hints(Words words) {
        List<Hint> hints = new ArrayList<>();
        boolean several = interview.fields().size() > 1;
        hints.add(new Hint("Enter", words.get(page.wouldRepeat() ? "ui.key.again" : "ui.key.next"), false));
        if (several) {
            hints.add(new Hint("Tab", words.get("ui.key.field"), false));
        }
        if (!isTyping() && page.hasFindings()) {
            hints.add(new Hint("t", words.get("ui.key.again"), false));
        }
        if (page.isOnSecret()) {
            hints.add(new Hint("Ctrl+R", words.get("ui.key.reveal"), false));
        }
        hints.addAll(Stage.backAndHelp(words, isTyping()));
        hints.add(new Hint("Ctrl+C", words.get("ui.key.quit"), false));
        return hints;
    }

    @Override
    List<Row> help(Words words, int width) {
        List<Row> rows = new ArrayList<>(help(interview.page().help(), words, 2, width));
        for (Field<?> field : interview.fields()) {
            rows.add(Row.blank());
            rows.addAll(Row.wrapped(Role.TITLE, words.say(field.title()), 2, width));
            rows.addAll(help(field.help(), words, 4, width));
        }
        return rows;
    }

    private static List<Row> help(Message message, Words words, int indent, int width) {
        return words.messages().has(message.key())
                ? Row.wrapped(Role.PLAIN, words.say(message), indent, width)
                : List.of();
    }

    @Override
    Optional<Message> leaving() {
        return Optional.of(Message.of("ui.leave.answers"));
    }

    @Override
    boolean isTyping() {
        return page.isTyping();
    }

    @Override
    boolean takesPages() {
        return page.takesPages();
    }

    @Override
    long patience() {
        long reveal = page.patience();
        long check = checking.patience();
        return reveal < 0 || check < 0 ? Math.max(reveal, check) : Math.min(reveal, check);
    }

    @Override
    void woken() {
        page.hideSecretInTime();
        checking.ended().ifPresent(this::checked);
    }

    private void checked(Finding finding) {
        page.refresh();
        if (finding.isNo()) {
            page.say(Message.of("ui.checks.no", finding.what()));
            page.focusWorst();
        } else if (!checking.isRunning()) {
            page.say(Message.of("ui.checks.ok"));
        }
    }

    @Override
    void press(Key key) {
        PageState.Wish wish = page.press(key);
        switch (wish) {
            case NOTHING -> {}
            case SUBMIT -> submit();
            case CHECK_AGAIN -> page.checkToRepeat().ifPresent(this::again);
        }
    }

    /** One check, then those that have not run; not with answers that are refused before any check. */
    private void again(Check check) {
        if (!checking.isRunning()) {
            interview.again(check);
            submit();
        }
    }

    private void submit() {
        if (checking.isRunning()) {
            return;
        }
        Page before = interview.page();
        switch (interview.submit()) {
            case FINISHED -> end(Navigation.NEXT);
            case UNCHECKED -> checking.start();
            case NEXT -> enter();
            case STAY -> {
                if (!interview.page().equals(before)) {
                    enter();
                }
                page.focusWorst();
            }
        }
    }

    private void enter() {
        checking.abandon();
        page = new PageState(interview, stage);
        toTop();
    }

    @Override
    void back() {
        checking.abandon();
        if (interview.back()) {
            enter();
        } else {
            end(Navigation.BACK);
        }
    }

    @Override
    Navigation ifLeft() {
        return Navigation.LEAVE;
    }
}
