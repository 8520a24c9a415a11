/**
 * A compose.yml that somebody else wrote, and whether it can be taken over: every reason against it by name;
 * must not change a file by itself.
 */
@NullMarked
package hikae.backup.adopt;

import org.jspecify.annotations.NullMarked;
