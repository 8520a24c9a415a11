/**
 * YAML with the place of everything in it, and of what cannot be read; must not know Compose or Misskey.
 */
@NullMarked
package hikae.instance.yaml;

import org.jspecify.annotations.NullMarked;
