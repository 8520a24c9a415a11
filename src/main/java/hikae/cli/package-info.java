/**
 * The command line: what can be typed, its help, manual and completion; must not do any work.
 */
@NullMarked
package hikae.cli;

import org.jspecify.annotations.NullMarked;
