/** A made-up server in memory, for trying and for pictures; must not touch the real one. */
@NullMarked
package hikae.demo;

import org.jspecify.annotations.NullMarked;
