/** What a face must be able to do; must not know which face it is. */
@NullMarked
package hikae.ui;

import org.jspecify.annotations.NullMarked;
