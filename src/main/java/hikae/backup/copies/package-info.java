/**
 * Copies of Misskey's own files, kept with the backups; must not hold what can be fetched again.
 */
@NullMarked
package hikae.backup.copies;

import org.jspecify.annotations.NullMarked;
