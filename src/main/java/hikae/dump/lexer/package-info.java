/**
 * SQL as PostgreSQL's lexer reads it, in constant memory whatever the length; must not know what a statement
 * means.
 */
@NullMarked
package hikae.dump.lexer;

import org.jspecify.annotations.NullMarked;
