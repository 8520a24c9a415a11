package hikae.ui.full.terminal;

import hikae.ui.full.widget.Key;

/** What the screen waits at. */
public interface Keyboard {
    /** The next key or news, or WOKEN after {@code wait} milliseconds; negative waits forever. */
    Key next(long wait);

    /** Whether the next key is already there, so that painting can wait for it. */
    boolean hasMore();

    /** Ends the waiting; callable from any thread. */
    void wake();
}
