/**
 * The backup container: started, proved, looked into, and what it does when a backup is made; must not touch
 * Misskey's own containers.
 */
@NullMarked
package hikae.backup.container;

import org.jspecify.annotations.NullMarked;
