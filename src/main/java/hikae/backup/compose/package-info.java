/**
 * The backup's compose.yml: written, read back, and changed line by line in one that somebody else wrote; must not
 * start anything.
 */
@NullMarked
package hikae.backup.compose;

import org.jspecify.annotations.NullMarked;
