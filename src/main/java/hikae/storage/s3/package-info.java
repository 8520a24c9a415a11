/**
 * A bucket by the S3 protocol; must not know Misskey.
 */
@NullMarked
package hikae.storage.s3;

import org.jspecify.annotations.NullMarked;
