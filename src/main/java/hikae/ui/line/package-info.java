/** Numbered questions on plain lines, for screen readers and dumb terminals; must not move the cursor. */
@NullMarked
package hikae.ui.line;

import org.jspecify.annotations.NullMarked;
