/**
 * Files behind {@link hikae.host.Files}, the one writer: by descriptors, so that no link is followed at any depth;
 * must not trust a path twice.
 */
@NullMarked
package hikae.host.files;

import org.jspecify.annotations.NullMarked;
