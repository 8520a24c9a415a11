/**
 * The dumps in a backup directory and what is known of each; a dump is only called good when it was read to its
 * last byte; must not delete one.
 */
@NullMarked
package hikae.backup.dumps;

import org.jspecify.annotations.NullMarked;
