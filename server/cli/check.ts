import { parseArgs } from 'node:util';
import { checkStore } from '../store/check-store.ts';
import type { Command } from './command.ts';
import { openStore } from './open-store.ts';

/** Enough to find a space by, too little to be taken for its id. */
const SHOWN = 8;

export const check: Command = {
  usage: '',
  about: 'Looks through every locker: hashes, chains, signatures, sizes. Also while the server runs.',
  async run(args, surroundings) {
    parseArgs({ args: [...args] });
    const { say, complain } = surroundings;
    const store = await openStore(surroundings, 'beside');
    if (!store.ok) {
      complain(store.error.reason);
      return 1;
    }
    const { spaces, devices, sealed, bytes, problems } = await checkStore(store.value.read);
    await store.value.close();
    say(`${spaces} lockers, ${devices} devices, ${sealed} sealed things, ${bytes} bytes`);
    for (const { kind, space } of problems) complain(`${kind}  ${space.slice(0, SHOWN)}`);
    say(problems.length === 0 ? 'All is as it should be.' : `${problems.length} problems.`);
    return problems.length === 0 ? 0 : 1;
  },
};
