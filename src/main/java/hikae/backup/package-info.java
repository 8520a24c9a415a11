/**
 * The backup service as it stands and its dumps; must not know recovery, object storage or screens, and
 * touches files only through {@link hikae.host.Files}.
 */
@NullMarked
package hikae.backup;

import org.jspecify.annotations.NullMarked;
