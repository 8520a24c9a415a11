/** Cells, rows and small controls as pure values; must not know the terminal, interviews or runs. */
@NullMarked
package hikae.ui.full.widget;

import org.jspecify.annotations.NullMarked;
