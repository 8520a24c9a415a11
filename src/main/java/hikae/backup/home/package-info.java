/**
 * A backup directory as it is found: {@link hikae.backup.home.BackupDirectory} is all of it, {@link
 * hikae.backup.home.BackupPlace} finds it; must not follow a link that somebody else can lay.
 */
@NullMarked
package hikae.backup.home;

import org.jspecify.annotations.NullMarked;
