// The menu of Hikae with @clack/prompts, for src/test/bench/run, which installs it beside a copy of this file.
import { select } from '@clack/prompts';

const rows = ['Set up the automatic backup of the database', 'Set up object storage (Cloudflare R2)',
  'Change the time of the backups', 'Make a backup now', 'List the backups', 'Look whether the backups are well',
  'Rehearse a restore', 'Restore from a backup', 'Japanese'];
await select({ message: 'What do you want to do?', options: rows.map((label, value) => ({ value, label })) });
