package hikae.ui.full.widget;

import hikae.text.Say;
import java.util.List;

/**
 * One thing that can be chosen.
 *
 * @param value what is answered
 * @param label its words
 * @param signs what speaks for it, each in words
 */
public record Choice(String value, Say label, List<Say> signs) {
    public Choice {
        signs = List.copyOf(signs);
    }

    /** One that nothing is said of. */
    public Choice(String value, Say label) {
        this(value, label, List.of());
    }
}
