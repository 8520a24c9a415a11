/**
 * The values of an R2 bucket, each a type that cannot hold a wrong one; must not look at anything.
 */
@NullMarked
package hikae.storage.value;

import org.jspecify.annotations.NullMarked;
