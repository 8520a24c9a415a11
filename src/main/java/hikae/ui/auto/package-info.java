/** Nobody there: answers come with the command, everything is said in plain lines; must not read anything. */
@NullMarked
package hikae.ui.auto;

import org.jspecify.annotations.NullMarked;
