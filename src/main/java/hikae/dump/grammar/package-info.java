/**
 * The statements that pg_dump 12 to 18 writes, by an allow-list: {@link hikae.dump.grammar.StatementReader} says
 * what one is, or refuses it by name and line; must not guess.
 */
@NullMarked
package hikae.dump.grammar;

import org.jspecify.annotations.NullMarked;
