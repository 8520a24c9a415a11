/**
 * What the server and the records of past runs tell: {@link hikae.recovery.record.Situation} is the one answer to
 * what is live; must not change anything.
 */
@NullMarked
package hikae.recovery.record;

import org.jspecify.annotations.NullMarked;
