/** What will be done, as data; doing it, and its record; must not know questions, screens or Misskey. */
@NullMarked
package hikae.work;

import org.jspecify.annotations.NullMarked;
