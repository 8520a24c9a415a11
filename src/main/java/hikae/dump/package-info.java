/**
 * What a dump holds and what is wrong with it, read once as a stream; must not know where dumps lie or who made
 * them, and must not keep more of one than is bounded.
 */
@NullMarked
package hikae.dump;

import org.jspecify.annotations.NullMarked;
