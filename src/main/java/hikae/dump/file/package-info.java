/**
 * Bytes of a dump, packed or not, hashed while they are read; must not know SQL.
 */
@NullMarked
package hikae.dump.file;

import org.jspecify.annotations.NullMarked;
