package hikae.setup;

import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.work.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was noticed about Misskey on the way, said at the end too: only the full screen shows it while it asks. */
final class Noticed {
    private Noticed() {}

    /** The report with it. */
    static Report in(Report report, List<Finding> notes) {
        if (notes.isEmpty()) {
            return report;
        }
        List<Line> lines = new ArrayList<>(report.lines());
        lines.add(Line.blank());
        lines.add(Line.text(Message.of("report.noticed")));
        notes.forEach(note -> lines.addAll(Line.explained(note)));
        Map<String, Object> facts = new LinkedHashMap<>(report.facts());
        facts.put("noticed", notes.stream().map(Noticed::code).toList());
        return new Report(report.id(), report.headline(), lines, facts, report.exit());
    }

    private static String code(Finding note) {
        return note.problem().map(Problem::id).orElse(note.what().key());
    }
}
