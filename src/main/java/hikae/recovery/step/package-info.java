/**
 * The acts of rehearse, restore, undo and forget, one a file, each told by its title and safe to do again; an act
 * must not rely on what another remembers, only on what is noted and what is there.
 */
@NullMarked
package hikae.recovery.step;

import org.jspecify.annotations.NullMarked;
