package hikae.work;

import hikae.text.Line;
import hikae.text.Message;
import java.util.List;
import java.util.Map;

/**
 * How a flow ended, for the last screen, the scrollback and {@code --json}.
 *
 * @param id the stable name; {@code report.ID} in words is the title
 * @param headline one sentence
 * @param lines what was proved and what to know
 * @param facts stable English keys for {@code --json}
 * @param exit the exit status
 */
public record Report(String id, Message headline, List<Line> lines, Map<String, Object> facts, ExitCode exit) {
    public Report {
        lines = List.copyOf(lines);
        facts = Map.copyOf(facts);
    }

    /** Its name for the title line. */
    public Message title() {
        return Message.of("report." + id);
    }
}
