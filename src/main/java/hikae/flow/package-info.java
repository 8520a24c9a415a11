/**
 * What all commands share: the session they run in, and the way from questions to a plan, to a yes, to the work, to
 * its report; must not know any command. Start at {@link hikae.flow.Flow}: a command tells only what is its own.
 */
@NullMarked
package hikae.flow;

import org.jspecify.annotations.NullMarked;
