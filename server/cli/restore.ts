import { resolve } from 'node:path';
import { openBackup, restoreBackup, type CannotReadBackup } from '../store/backup-file.ts';
import { readFileName, type Command } from './command.ts';
import { openStore } from './open-store.ts';

const reasons: Record<CannotReadBackup['tag'], string> = {
  'no-backup': 'is no backup of Ballast.',
  'backup-damaged': 'is damaged. Take another one.',
  'backup-newer': 'was written by a newer Ballast. Update this one first.',
};

export const restore: Command = {
  usage: '<file>',
  about: 'Puts a backup into a store that holds nothing yet. Only while no server runs on it.',
  async run(args, surroundings) {
    const file = readFileName(args, surroundings);
    const { cwd, say, complain } = surroundings;
    if (file === undefined) return 2;
    const read = await openBackup(resolve(cwd, file));
    if (!read.ok) {
      complain(`${file} ${reasons[read.error.tag]}`);
      return 1;
    }
    const store = await openStore(surroundings, 'alone');
    if (!store.ok) {
      read.value.close();
      complain(store.error.reason);
      return 1;
    }
    const restored = await restoreBackup(store.value, read.value);
    read.value.close();
    await store.value.close();
    if (!restored.ok) {
      complain(
        'The store holds something already. A backup goes only into an empty one: choose another folder or database.',
      );
      return 1;
    }
    say(
      `${restored.value.spaces} lockers with ${restored.value.sealed} sealed things are back. "check" looks through them.`,
    );
    return 0;
  },
};
