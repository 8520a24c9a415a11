/**
 * The questions of {@code hikae status} about dumps; a check must not look at anything itself.
 */
@NullMarked
package hikae.status.check.dumps;

import org.jspecify.annotations.NullMarked;
