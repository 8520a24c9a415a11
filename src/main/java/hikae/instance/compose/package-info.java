/**
 * A compose.yml as Compose reads it: {@link hikae.instance.compose.ComposeModel}; must not start anything.
 */
@NullMarked
package hikae.instance.compose;

import org.jspecify.annotations.NullMarked;
