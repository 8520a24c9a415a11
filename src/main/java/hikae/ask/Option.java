package hikae.ask;

import hikae.text.Line;
import hikae.text.Message;
import java.util.List;

/**
 * One choice of a field, or one row of a {@link Table}.
 *
 * @param value what is answered when it is chosen
 * @param label its words
 * @param notes lines below it
 */
public record Option(String value, Message label, List<Line> notes) {
    public Option {
        notes = List.copyOf(notes);
    }

    /** A choice without notes. */
    public static Option of(String value, Message label) {
        return new Option(value, label, List.of());
    }
}
