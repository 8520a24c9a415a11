package hikae.ui.full;

import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.full.widget.Hint;
import hikae.ui.full.widget.Key;
import hikae.ui.full.widget.Role;
import hikae.ui.full.widget.Row;
import hikae.ui.full.widget.Words;
import hikae.work.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How something ended: a result or a problem; stays until the operator has read it. */
final class ReportView extends View<Boolean> {
    private final Message place;
    private final Line headline;
    private final List<Line> lines;

    private ReportView(Message place, Line headline, List<Line> lines) {
        this.place = place;
        this.headline = headline;
        this.lines = lines;
    }

    static ReportView of(Report report) {
        Line.Kind kind = switch (report.exit()) {
            case DONE -> Line.Kind.OK;
            case CHECK_SAYS_NO, LEFT, BUSY -> Line.Kind.WARNING;
            case BUG, WRONG_USE, PROBLEM, MIDWAY -> Line.Kind.NO;
        };
        return new ReportView(report.title(), new Line(kind, report.headline(), Optional.empty()), report.lines());
    }

    static ReportView of(Problem problem) {
        Line headline = new Line(Line.Kind.NO, problem.sentence(), Optional.empty());
        return new ReportView(Message.of("ui.problem"), headline, List.of(Line.text(problem.hint())));
    }

    @Override
    String place(Words words) {
        return words.say(place);
    }

    @Override
    List<Row> body(Words words, int width) {
        List<Row> rows = new ArrayList<>(Lines.of(List.of(headline), words, width));
        rows.set(0, rows.get(0).focusedAt(4));
        rows.add(Row.blank());
        rows.addAll(Lines.of(lines, words, width));
        return rows;
    }

    @Override
    List<Hint> hints(Words words) {
        List<Hint> hints = new ArrayList<>();
        hints.add(new Hint("Enter", words.get("ui.key.next"), false));
        hints.addAll(Stage.backAndHelp(words, false));
        hints.add(new Hint("q", words.get("ui.key.quit"), false));
        return hints;
    }

    @Override
    List<Row> help(Words words, int width) {
        return Row.wrapped(Role.PLAIN, words.get("ui.report.help"), 2, width);
    }

    @Override
    Optional<Message> leaving() {
        return Optional.of(Message.of("ui.leave.plain"));
    }

    @Override
    void press(Key key) {
        if (key.kind() == Key.Kind.ENTER) {
            end(true);
        }
    }

    @Override
    void back() {
        end(true);
    }

    @Override
    Boolean ifLeft() {
        return true;
    }
}
