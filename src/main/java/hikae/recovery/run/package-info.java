/**
 * What a run is about, what it holds and what it notes: {@link hikae.recovery.run.RunContext} is what each step
 * gets, {@link hikae.recovery.run.Note} names all that is noted; must not know any step.
 */
@NullMarked
package hikae.recovery.run;

import org.jspecify.annotations.NullMarked;
