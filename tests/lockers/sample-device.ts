import { createInflow } from '#web/adapters/locker/inflow.ts';
import { openLine, type Line, type Transport } from '#web/adapters/locker/line.ts';
import { admit, askToJoin, finishJoining, lookForAsk, openPairing } from '#web/adapters/locker/pair.ts';
import { openLocker } from '#web/adapters/locker/open-locker.ts';
import { syncRound } from '#web/adapters/locker/sync-round.ts';
import { createMemoryStore } from '#web/adapters/vault/memory-store.ts';
import { draft, linesOf, lock, own, secret, startOver } from '#web/adapters/vault/sample-session.ts';
import type { NewEntry } from '#web/adapters/vault/vault-types.ts';

const known = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('it is not there');
  return value;
};

export function valueOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly type: string } },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** One device of a helper, unlocked, with a storage that outlives its Worker. */
export async function sampleDevice(transport: Transport, now?: () => number, kept = createMemoryStore()) {
  const { api, session } = await startOver(kept, now);
  if (session.meta === undefined) valueOf(await api.choose(lock, secret, own));
  else valueOf(await api.unlock(known((await api.slots())[0]).id, secret));
  await session.loading?.all;
  await session.queue;
  let inflow = createInflow();
  let line: { device: string; line: Line } | undefined;
  const space = () => known(session.space);
  const lineOf = (): Line => {
    const { keyring, keys } = space();
    const device = keyring.device.id;
    if (line?.device !== device)
      line = { device, line: openLine(transport, { space: keyring.space, device, sign: keys.sign }) };
    return line.line;
  };
  return {
    api,
    session,
    kept,
    space,
    line: lineOf,
    id: () => space().keyring.device.id,
    write: async (n: number, line_ = `line ${n}`): Promise<string> => valueOf(await api.put(draft(n, line_))).id,
    put: async (entry: NewEntry): Promise<string> => valueOf(await api.put(entry)).id,
    lines: async () => (await linesOf(api)).map(String).sort((a, b) => a.localeCompare(b)),
    openLocker: async () => valueOf(await openLocker(session, transport)),
    round: () => syncRound(session, lineOf(), inflow),
    sync: async () => valueOf(await syncRound(session, lineOf(), inflow)),
    forgetInflow: () => void (inflow = createInflow()),
    alarms: () => space().keyring.locker?.alarms.map(({ type, device }) => ({ type, device })) ?? [],
  };
}

export type SampleDevice = Awaited<ReturnType<typeof sampleDevice>>;

/** By the words on the screen of one, typed at the other. */
export async function pair(there: SampleDevice, here: SampleDevice, transport: Transport, name = 'the new one') {
  const { pairing, words } = valueOf(await openPairing(there.line()));
  const { joining, compare } = valueOf(await askToJoin(transport, words.join(' '), name));
  const asked = valueOf(await lookForAsk(there.line(), pairing));
  if (asked?.compare.join(' ') !== compare.join(' ')) throw new Error('the words differ');
  valueOf(await admit(there.session, there.line(), pairing));
  const report = valueOf(await finishJoining(here.session, transport, joining));
  if (report === null) throw new Error('it was not answered');
  return { asked, report };
}
