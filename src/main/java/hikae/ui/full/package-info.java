/** The full-screen face on Lanterna's screen layer; must not decide anything an interview or a run decides. */
@NullMarked
package hikae.ui.full;

import org.jspecify.annotations.NullMarked;
