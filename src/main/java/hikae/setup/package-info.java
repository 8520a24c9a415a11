/**
 * The whole guided way: set up, change the schedule; must not touch the host except through steps and shown
 * checks, and must not draw.
 */
@NullMarked
package hikae.setup;

import org.jspecify.annotations.NullMarked;
