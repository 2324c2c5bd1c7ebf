import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { bytesToHex } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { addVoucher } from '../store/spaces.ts';
import type { Command } from './command.ts';
import { openStore } from './open-store.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 3_650;
const MOST_AT_ONCE = 1_000;

const inGroups = (hex: string) => (hex.match(/.{8}/g) ?? []).join('-');

/** Null when it is none. */
function readCount(text: string, most: number): number | null {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

export const voucher: Command = {
  usage: '[--days 30] [--count 1] [--app https://app.example.org]',
  about: 'Prints vouchers: each lets one locker be made. Also while the server runs.',
  async run(args, surroundings) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        days: { type: 'string', default: '30' },
        count: { type: 'string', default: '1' },
        app: { type: 'string' },
      },
    });
    const { say, complain } = surroundings;
    const [days, count] = [readCount(values.days, MOST_DAYS), readCount(values.count, MOST_AT_ONCE)];
    const { app } = values;
    if (days === null) complain(`--days must be a whole number from 1 to ${MOST_DAYS}.`);
    if (count === null) complain(`--count must be a whole number from 1 to ${MOST_AT_ONCE}.`);
    const isApp = app === undefined || URL.parse(app)?.origin === app;
    if (!isApp) complain('--app must be an origin, such as https://app.example.org, without a slash at the end.');
    if (days === null || count === null || !isApp) return 2;

    const store = await openStore(surroundings, 'beside');
    if (!store.ok) {
      complain(store.error.reason);
      return 1;
    }
    const expiresAt = Date.now() + days * DAY_MS;
    for (let made = 0; made < count; made++) {
      const bytes = new Uint8Array(randomBytes(32));
      await addVoucher(store.value, await hashOf(bytes), expiresAt);
      // What follows the # of a link reaches no server.
      say(app === undefined ? inGroups(bytesToHex(bytes)) : `${app}/#voucher=${bytesToHex(bytes)}`);
    }
    await store.value.close();
    return 0;
  },
};
