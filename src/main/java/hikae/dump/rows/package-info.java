/**
 * What is read of the rows while they go by: counts, the newest note, migrations, whose server it is; must not
 * keep them.
 */
@NullMarked
package hikae.dump.rows;

import org.jspecify.annotations.NullMarked;
