package hikae.ui.full.widget;

import hikae.text.Message;
import java.util.List;

/**
 * One thing that can be chosen.
 *
 * @param value what is answered
 * @param label its words
 * @param signs what speaks for it, each in words
 */
public record Choice(String value, Message label, List<Message> signs) {
    public Choice {
        signs = List.copyOf(signs);
    }

    /** One that nothing is said of. */
    public Choice(String value, Message label) {
        this(value, label, List.of());
    }
}
