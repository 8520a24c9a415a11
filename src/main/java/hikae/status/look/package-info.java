/**
 * Everything a verdict needs, looked at once: {@link hikae.status.look.StatusInspector} makes a {@link
 * hikae.status.look.StatusSnapshot}; must not judge.
 */
@NullMarked
package hikae.status.look;

import org.jspecify.annotations.NullMarked;
