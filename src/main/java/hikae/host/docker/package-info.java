/**
 * The Docker engine behind {@link hikae.host.Docker}; must not know what our containers are for.
 */
@NullMarked
package hikae.host.docker;

import org.jspecify.annotations.NullMarked;
