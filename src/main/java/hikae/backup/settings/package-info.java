/**
 * What a backup directory says of itself: its settings, the labels of its compose.yml, and the name of every path
 * in it ({@link hikae.backup.settings.BackupLayout}); must not read files.
 */
@NullMarked
package hikae.backup.settings;

import org.jspecify.annotations.NullMarked;
