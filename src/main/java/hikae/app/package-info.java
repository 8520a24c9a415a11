/**
 * One use of the program put together: which server, which face, the menu, and how a flow ends as an exit status;
 * must not hold what is one command's own.
 */
@NullMarked
package hikae.app;

import org.jspecify.annotations.NullMarked;
