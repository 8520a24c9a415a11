/**
 * Docker Compose behind {@link hikae.host.Compose}: the program is asked, nothing is guessed; must not run a
 * shell.
 */
@NullMarked
package hikae.host.compose;

import org.jspecify.annotations.NullMarked;
