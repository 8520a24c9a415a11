/**
 * The web and PostgreSQL over the network, behind {@link hikae.host.Web} and {@link hikae.host.Postgres}; must not
 * ask an internal address that was not meant.
 */
@NullMarked
package hikae.host.net;

import org.jspecify.annotations.NullMarked;
