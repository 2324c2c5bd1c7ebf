import { resolve } from 'node:path';
import { writeBackup } from '../store/backup-file.ts';
import { readFileName, type Command } from './command.ts';
import { openStore } from './open-store.ts';

export const backup: Command = {
  usage: '<file>',
  about: 'Writes all lockers into one new file. Also while the server runs.',
  async run(args, surroundings) {
    const file = readFileName(args, surroundings);
    const { cwd, say, complain } = surroundings;
    if (file === undefined) return 2;
    const store = await openStore(surroundings, 'beside');
    if (!store.ok) {
      complain(store.error.reason);
      return 1;
    }
    const written = await writeBackup(store.value, resolve(cwd, file));
    await store.value.close();
    if (written.ok) {
      const { spaces, sealed } = written.value;
      say(`${spaces} lockers with ${sealed} sealed things are in ${file}.`);
      return 0;
    }
    const { error } = written;
    complain(
      error.tag === 'file-exists'
        ? `${file} is there already. A backup never takes the place of another file.`
        : `${file} could not be written (${error.code}).`,
    );
    return 1;
  },
};
