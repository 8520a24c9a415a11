/**
 * A dump in parts: what comes before the rows, where they lie, what comes after them; must not hold rows.
 */
@NullMarked
package hikae.dump.parts;

import org.jspecify.annotations.NullMarked;
