/**
 * Object storage for media (Cloudflare R2): what is typed, and what to enter in Misskey; must not know the
 * database backups or screens, and never writes to Misskey.
 */
@NullMarked
package hikae.storage;

import org.jspecify.annotations.NullMarked;
