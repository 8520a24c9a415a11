/**
 * How a dump gets into a database: what the scan has understood, sent by a role that may do nothing else. Start at
 * {@link hikae.recovery.load.LoadText}; must not send a statement that the scan has not agreed to.
 */
@NullMarked
package hikae.recovery.load;

import org.jspecify.annotations.NullMarked;
