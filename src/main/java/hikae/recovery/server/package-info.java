/**
 * The PostgreSQL we work on: how it is reached, what is asked of it, what our databases in it are called. Start at
 * {@link hikae.recovery.server.PsqlContainer} and {@link hikae.recovery.server.ServerQueries}. What is here only
 * asks; it must not decide anything about a run.
 */
@NullMarked
package hikae.recovery.server;

import org.jspecify.annotations.NullMarked;
