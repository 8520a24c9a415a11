/**
 * Misskey's {@code docker.env}, {@code default.yml} and their like, read as Compose and Misskey read them;
 * must not open anything itself.
 */
@NullMarked
package hikae.instance.config;

import org.jspecify.annotations.NullMarked;
