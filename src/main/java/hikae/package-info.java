/** The start: language, which face, which flow; must not do any of their work. */
@NullMarked
package hikae;

import org.jspecify.annotations.NullMarked;
