/**
 * Where the database keeps its data, and why it does not answer; looks only, and must not change anything.
 */
@NullMarked
package hikae.recovery.cluster;

import org.jspecify.annotations.NullMarked;
