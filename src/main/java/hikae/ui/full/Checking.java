package hikae.ui.full;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Interview;
import hikae.text.Finding;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks of a page, run one after another on a worker; it stops at the first that says no. Results stay
 * visible and each can be run again (U39).
 */
final class Checking {
    private record Running(Check check, Answers asked, Behind<Finding> behind, List<String> texts) {}

    private final Interview interview;
    private final Stage stage;
    private Optional<Running> running = Optional.empty();

    Checking(Interview interview, Stage stage) {
        this.interview = interview;
        this.stage = stage;
    }

    boolean isRunning() {
        return running.isPresent();
    }

    /** Nobody waits for the one that runs any more. */
    void abandon() {
        running = Optional.empty();
    }

    /** Starts the first check that has no finding; false when all have one. */
    boolean start() {
        for (Check check : interview.checks()) {
            if (interview.finding(check).isEmpty()) {
                Answers asked = interview.answers();
                Behind<Finding> behind = stage.behind(() -> Interview.run(check, asked));
                running = Optional.of(new Running(check, asked, behind, texts()));
                return true;
            }
        }
        return false;
    }

    private List<String> texts() {
        return interview.fields().stream().map(interview::text).toList();
    }

    /** The check that has just ended, if one has; the next one is then running. */
    Optional<Finding> ended() {
        if (running.isEmpty()) {
            return Optional.empty();
        }
        Running now = running.get();
        Optional<Finding> finding = now.behind().result();
        if (finding.isPresent()) {
            running = Optional.empty();
            interview.note(now.check(), now.asked(), finding.get());
            // what was typed meanwhile nobody has judged yet
            if (!finding.get().isNo() && texts().equals(now.texts())) {
                start();
            }
        }
        return finding;
    }

    /** Milliseconds until the seconds shown change; negative while nothing runs. */
    long patience() {
        return running.map(now -> now.behind().untilNextSecond()).orElse(-1L);
    }

    /** A check as lines; the first carries the focus if {@code focused}. */
    List<Row> rows(Check check, boolean focused, Words words, int width) {
        Optional<Finding> finding = interview.finding(check);
        List<Row> rows = new ArrayList<>(
                finding.isPresent() ? Lines.of(finding.get(), words, width) : unfinished(check, words, width));
        if (focused) {
            Row first = rows.get(0);
            rows.set(
                    0,
                    new Row(List.of(), -1)
                            .then(Role.SELECTED, "  > ")
                            .then(withoutIndent(first))
                            .focusedAt(2));
        }
        return rows;
    }

    private List<Row> unfinished(Check check, Words words, int width) {
        Optional<Running> now = running.filter(r -> r.check().id().equals(check.id()));
        String title = words.say(check.title());
        if (now.isEmpty()) {
            return Row.marked(Role.DIM, Lines.WAITING, title, 4, width);
        }
        long seconds = now.get().behind().seconds();
        String waited = seconds < 1 ? "" : "  " + words.get("ui.seconds", seconds);
        return Row.marked(Role.SELECTED, Lines.RUNNING, title + waited, 4, width);
    }

    /** The lines of a finding begin with four blanks of their own. */
    private static Row withoutIndent(Row row) {
        return new Row(row.spans().subList(1, row.spans().size()), -1);
    }
}
