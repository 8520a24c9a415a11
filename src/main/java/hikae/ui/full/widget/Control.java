package hikae.ui.full.widget;

import java.util.List;
import java.util.Optional;

/** One question on the screen: immutable, drawn and fed with keys. */
public interface Control {
    /** The answer as text. */
    String text();

    /** The lines it takes in {@code width} cells; the one with the focus has a cursor if {@code focused}. */
    List<Row> draw(Words words, int width, boolean focused);

    /** What a key makes of it; empty when the key means nothing here. */
    Optional<Control> press(Key key);

    /** Whether letters are text here. */
    boolean isTyping();

    /** What the last key deserves to be told, such as why it was refused; empty text for nothing. */
    default String remark(Words words) {
        return "";
    }

    /** The same after the focus has gone elsewhere. */
    default Control left() {
        return this;
    }
}
