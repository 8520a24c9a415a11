/**
 * Everything outside our process: Docker, Compose, PostgreSQL, files, the network. Nobody else touches it;
 * must not know Misskey, questions or screens.
 */
@NullMarked
package hikae.host;

import org.jspecify.annotations.NullMarked;
