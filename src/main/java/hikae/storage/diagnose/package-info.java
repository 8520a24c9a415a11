/**
 * Why images do not show: what Misskey was told, what is really there, and which field is wrong; must not change
 * Misskey's settings.
 */
@NullMarked
package hikae.storage.diagnose;

import org.jspecify.annotations.NullMarked;
