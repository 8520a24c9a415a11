/** What to ask and show, and the one walk through it; must not know Docker, files, or how a screen looks. */
@NullMarked
package hikae.ask;

import org.jspecify.annotations.NullMarked;
