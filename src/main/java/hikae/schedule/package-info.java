/** When a backup runs and how long it is kept; must not read a clock, a file or anything outside its arguments. */
@NullMarked
package hikae.schedule;

import org.jspecify.annotations.NullMarked;
