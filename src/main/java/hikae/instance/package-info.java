/** Which Misskey is here, read from its own files and containers; must not change anything. */
@NullMarked
package hikae.instance;

import org.jspecify.annotations.NullMarked;
