/**
 * Misskey's database as a client meets it: the login that works, where its data lies, which migrations it has;
 * must not write to it.
 */
@NullMarked
package hikae.instance.database;

import org.jspecify.annotations.NullMarked;
