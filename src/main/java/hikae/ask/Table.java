package hikae.ask;

import hikae.text.Line;
import hikae.text.Message;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A list to choose from: the menu, backups, the checklist. Its words are {@code table.ID} and
 * {@code table.ID.lead}.
 *
 * @param id the stable name
 * @param rows what can be chosen
 * @param notes lines below the rows, known at once
 * @param behind lines that take a moment; run on a worker while the rows can already be used
 */
public record Table(String id, List<Option> rows, List<Line> notes, Callable<List<Line>> behind) {
    public Table {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** A list without notes. */
    public static Table of(String id, List<Option> rows) {
        return new Table(id, rows, List.of(), List::of);
    }

    /** Its name for the title line. */
    public Message title() {
        return Message.of("table." + id);
    }

    /** The question it asks. */
    public Message lead() {
        return Message.of("table." + id + ".lead");
    }

    /** What it is and how to use it. */
    public Message help() {
        return Message.of("table." + id + ".help");
    }
}
