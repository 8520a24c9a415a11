/**
 * The real server, put together from its parts; must not hold any logic.
 */
@NullMarked
package hikae.host.real;

import org.jspecify.annotations.NullMarked;
