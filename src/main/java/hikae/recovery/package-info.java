/**
 * Rehearse, restore and undo: one engine that loads beside the live database and swaps two names; must not delete
 * anything that ever served, nor run psql outside a client container.
 */
@NullMarked
package hikae.recovery;

import org.jspecify.annotations.NullMarked;
