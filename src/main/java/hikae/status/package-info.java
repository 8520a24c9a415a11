/** One verdict on everything that backups need, and the way back from each fault; must not restore anything. */
@NullMarked
package hikae.status;

import org.jspecify.annotations.NullMarked;
