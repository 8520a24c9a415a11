package hikae.ask;

import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Rows to be worked through elsewhere and ticked off, each with a value to take along. Its words are those of a
 * {@link Table} of the same id.
 *
 * @param id the stable name
 * @param rows in the order of the other place
 * @param notes lines below the rows
 */
public record Ticklist(String id, List<Row> rows, List<Line> notes) {
    public Ticklist {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * One row.
     *
     * @param id the stable name
     * @param label as the other place calls it
     * @param value what to do there; for a secret, what stands for it
     * @param copied what is to be taken along; empty when the value is only words
     * @param hidden whether it is shown only on request
     */
    public record Row(String id, Message label, Message value, Optional<Secret> copied, boolean hidden) {}

    /** Its name for the title line. */
    public Message title() {
        return Message.of("table." + id);
    }

    /** What to do with it. */
    public Message lead() {
        return Message.of("table." + id + ".lead");
    }

    /** What it is and how to use it. */
    public Message help() {
        return Message.of("table." + id + ".help");
    }
}
