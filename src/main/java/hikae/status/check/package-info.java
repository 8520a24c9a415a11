/**
 * The questions of {@code hikae status}, one a file, each a pure verdict on a snapshot; a check must not look at
 * anything itself.
 */
@NullMarked
package hikae.status.check;

import org.jspecify.annotations.NullMarked;
