/**
 * The terminal itself: its modes, keys as they arrive, what is drawn; must not know what is shown.
 */
@NullMarked
package hikae.ui.full.terminal;

import org.jspecify.annotations.NullMarked;
