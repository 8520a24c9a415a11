/** Words in two languages, what a problem is, and text forms; must not know Docker, files or screens. */
@NullMarked
package hikae.text;

import org.jspecify.annotations.NullMarked;
