/**
 * Which of Misskey's files have their object in the bucket; must not delete one.
 */
@NullMarked
package hikae.storage.inventory;

import org.jspecify.annotations.NullMarked;
