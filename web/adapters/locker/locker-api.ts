import { err, ok, type Result } from '#core/result.ts';
import { isHex, type Bytes } from '#vault/public/bytes.ts';
import { commitWithKeyring } from '../vault/append-operations.ts';
import { emitStatus, type Session } from '../vault/session.ts';
import { isFreshlyProved, listDevices, nameDevice, removeDevice, wordsOfSpace } from './devices.ts';
import { askHealth, type Line, type Transport } from './line.ts';
import type { LockerError } from './locker-error.ts';
import type { HeldPage } from './locker-types.ts';
import { eraseLocker, forgetLocker, openLocker } from './open-locker.ts';
import { admit, askToJoin, finishJoining, lookForAsk, openPairing, type Joining, type Pairing } from './pair.ts';
import { makeRecoveryCode, proveRecoveryCode, recover, replaceRecoveryCode, type RecoveryPaper } from './recovery.ts';
import { lockerOf } from './send-own.ts';
import type { Sync } from './sync.ts';
import { withSpace } from './sync-round.ts';

type Answer<T> = Promise<Result<T, LockerError>>;

const VOUCHER_LENGTH = 32;

/** What the page can ask of the Worker about its devices and the server between them. */
export function createLockerApi(session: Session, transport: Transport, sync: Sync) {
  let pairing: Pairing | null = null;
  let joining: Joining | null = null;

  const withLine = async <T>(work: (line: Line) => Answer<T>): Answer<T> => {
    const line = sync.line();
    return line === null ? err({ type: session.space === null ? 'locked' : 'no-locker' } as const) : work(line);
  };
  /** What changed who belongs, or what is here, is carried on in the background. */
  const thenSync = async <T>(asked: Answer<T>): Answer<T> => {
    const answer = await asked;
    if (answer.ok) sync.begin();
    return answer;
  };

  const thenSay = async <T>(asked: Answer<T>): Answer<T> => {
    const answer = await asked;
    await emitStatus(session);
    return answer;
  };

  const ifProved = <T>(slotId: string, secret: Bytes, work: (line: Line) => Answer<T>): Answer<T> =>
    withLine(async (line) => {
      if (await isFreshlyProved(session, slotId, secret)) return work(line);
      const slot = session.slots.find((one) => one.id === slotId);
      return err({ type: slot?.lock.type === 'passkey' ? 'wrong-passkey' : 'wrong-passphrase' });
    });

  return {
    terms: async () => {
      const health = await askHealth(transport);
      return health.ok ? ok(health.value.lockers ?? null) : health;
    },
    openLocker: (voucher: string | undefined): Answer<null> => {
      const plain = voucher?.toLowerCase().replaceAll(/[^0-9a-z]/g, '');
      if (plain !== undefined && !isHex(plain, VOUCHER_LENGTH))
        return Promise.resolve(err({ type: 'voucher-unknown' }));
      return thenSync(openLocker(session, transport, plain));
    },
    eraseLocker: (): Answer<null> => withLine((line) => eraseLocker(session, line)),
    forgetLocker: async (): Answer<null> => {
      sync.stop();
      return forgetLocker(session);
    },
    syncNow: () => sync.now(),
    dismissAlarms: (): Answer<null> =>
      thenSay(
        withSpace(session, (space) =>
          commitWithKeyring(space, session.store, { ...space.keyring, locker: { ...lockerOf(space), alarms: [] } }, {}),
        ),
      ),

    devices: async () => (session.space === null ? err({ type: 'locked' } as const) : ok(listDevices(session.space))),
    nameDevice: (id: string, name: string): Answer<null> => withLine((line) => nameDevice(session, line, id, name)),
    removeDevice: (slotId: string, secret: Bytes, id: string): Answer<null> =>
      ifProved(slotId, secret, (line) => removeDevice(session, line, id)),
    compareWords: async (): Answer<readonly string[]> =>
      session.space === null ? err({ type: 'locked' }) : ok(await wordsOfSpace(session.space)),

    startPairing: (slotId: string, secret: Bytes): Answer<readonly string[]> =>
      ifProved(slotId, secret, async (line) => {
        const opened = await openPairing(line);
        if (!opened.ok) return opened;
        ({ pairing } = opened.value);
        return ok(opened.value.words);
      }),
    lookForAsk: () =>
      withLine(async (line) => (pairing === null ? err({ type: 'words-over' } as const) : lookForAsk(line, pairing))),
    admit: (): Answer<null> =>
      withLine(async (line) => {
        if (pairing === null) return err({ type: 'words-over' });
        const admitted = await admit(session, line, pairing);
        if (admitted.ok) pairing = null;
        return admitted;
      }),
    join: async (words: string, name: string): Answer<readonly string[]> => {
      if (session.space?.keyring.locker !== undefined && sync.view()?.state !== 'removed')
        return err({ type: 'has-locker' });
      const asked = await askToJoin(transport, words, name);
      if (!asked.ok) return asked;
      ({ joining } = asked.value);
      return ok(asked.value.compare);
    },
    finishJoining: async () => {
      if (joining === null) return err({ type: 'words-over' } as const);
      const finished = await finishJoining(session, transport, joining);
      if (!finished.ok || finished.value === null) return finished;
      joining = null;
      sync.begin();
      return finished;
    },

    makeRecoveryCode: (slotId: string, secret: Bytes): Answer<RecoveryPaper> =>
      ifProved(slotId, secret, (line) => makeRecoveryCode(session, line)),
    replaceRecoveryCode: (slotId: string, secret: Bytes): Answer<RecoveryPaper> =>
      thenSync(ifProved(slotId, secret, (line) => replaceRecoveryCode(session, line))),
    proveRecoveryCode: (words: string): Answer<null> => thenSay(proveRecoveryCode(session, words)),
    recover: (paper: { readonly locker: string; readonly code: string }, name: string) =>
      thenSync(recover(session, transport, paper, name)),

    held: (after: number): Answer<HeldPage> =>
      withLine(async (line) => {
        const held = await line.held(after);
        if (!held.ok) return held;
        const { hasMore, ...page } = held.value;
        return ok({ ...page, next: hasMore ? (page.sealed.at(-1)?.cursor ?? null) : null });
      }),
    bytesAt: (cursor: number): Answer<Bytes | null> =>
      withLine(async (line) => {
        const page = await line.pull(cursor - 1);
        return page.ok ? ok(page.value.things[0]?.bytes ?? null) : page;
      }),
  };
}
