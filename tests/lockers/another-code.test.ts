import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { importSignKey } from '#vault/device-keys.ts';
import { fromCheckedWords } from '#vault/proquint.ts';
import { recoveryDevice, recoveryKeysOf } from '#vault/recovery-code.ts';
import { askerOf, pullEverything } from '#web/adapters/locker/adopt.ts';
import { sealActs } from '#web/adapters/locker/append-acts.ts';
import { openLine } from '#web/adapters/locker/line.ts';
import { readFirst } from '#web/adapters/locker/read-chain.ts';
import {
  makeRecoveryCode,
  proveRecoveryCode,
  recover,
  replaceRecoveryCode,
  type RecoveryPaper,
} from '#web/adapters/locker/recovery.ts';
import { startLiedTo } from './lied-to.ts';
import { headerOf, type lyingServer, type Thing } from './lying-server.ts';
import { sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';

let server: SampleServer;
let liar: ReturnType<typeof lyingServer>;
let phone: SampleDevice;
let computer: SampleDevice;
let old: RecoveryPaper;
beforeEach(async () => {
  ({ server, liar, phone, computer } = await startLiedTo());
  await phone.write(1);
  await phone.sync();
  old = valueOf(await makeRecoveryCode(phone.session, phone.line()));
  valueOf(await proveRecoveryCode(phone.session, old.code.join(' ')));
  await computer.sync();
});
afterEach(() => server.close());

const errorOf = (result: { readonly ok: boolean; readonly error?: { readonly type: string } }) =>
  result.ok ? null : result.error?.type;
const typed = ({ locker, code }: RecoveryPaper) => ({ locker: locker.join(' '), code: code.join(' ') });
const keysOf = async ({ code }: RecoveryPaper) => recoveryDevice(valueOf(await fromCheckedWords(code.join(' '), 20)));
const replace = async () => valueOf(await replaceRecoveryCode(phone.session, phone.line()));

describe('another recovery code', () => {
  test('brings everything back, and the old one is let in no more', async () => {
    const paper = await replace();
    expect(phone.space().keyring.recoveryProved).toBeUndefined();
    expect(errorOf(await proveRecoveryCode(phone.session, old.code.join(' ')))).toBe('wrong-code');
    valueOf(await proveRecoveryCode(phone.session, paper.code.join(' ')));
    await phone.write(2);
    await phone.sync();
    const found = await sampleDevice(server.transport);
    expect(errorOf(await recover(found.session, server.transport, typed(old), ''))).toBe('code-over');
    valueOf(await recover(found.session, server.transport, typed(paper), ''));
    expect(await found.lines()).toEqual(['line 1', 'line 2']);
  });

  test('can be replaced again, from any device that belongs', async () => {
    const second = await replace();
    await computer.sync();
    const third = valueOf(await replaceRecoveryCode(computer.session, computer.line()));
    const found = await sampleDevice(server.transport);
    for (const gone of [old, second])
      expect(errorOf(await recover(found.session, server.transport, typed(gone), ''))).toBe('code-over');
    valueOf(await recover(found.session, server.transport, typed(third), ''));
    expect(await found.lines()).toEqual(['line 1']);
  });

  test('is said on the devices that were away meanwhile, which go on as before', async () => {
    valueOf(await proveRecoveryCode(computer.session, old.code.join(' ')));
    await computer.write(5);
    await replace();
    await phone.write(2);
    await phone.sync();
    await computer.sync();
    await phone.sync();
    const all = ['line 1', 'line 2', 'line 5'];
    expect([await computer.lines(), await phone.lines()]).toEqual([all, all]);
    expect(computer.alarms()).toEqual([{ type: 'code-replaced', device: phone.id() }]);
    expect(phone.alarms()).toEqual([]);
    expect(computer.space().keyring.recoveryProved).toBeUndefined();
    await computer.write(6);
    await computer.sync();
    await phone.sync();
    expect(await phone.lines()).toEqual([...all, 'line 6']);
  });

  test('shuts the old one out of what is written from then on, whatever the server hands over', async () => {
    const keys = await keysOf(old);
    const line = openLine(server.transport, await askerOf(phone.space().keyring.space, keys));
    const before = valueOf(await pullEverything(line)).flatMap(({ things }) => things);
    await replace();
    await phone.write(2, 'after the paper was replaced');
    await phone.sync();
    const things = valueOf(await pullEverything(phone.line())).flatMap((page) => page.things);
    const { space } = phone.space().keyring;
    expect(errorOf(await readFirst(things, space, keys))).toBe('no-epoch-key');
    // What was handed over before stays readable with it, as the documents say.
    expect(valueOf(await readFirst(before, space, keys)).epochs.map(({ epoch }) => epoch)).toEqual([1]);
    const operations = things.map((thing) => headerOf(thing as Thing)).filter(({ kind }) => kind === 'operation');
    expect(operations.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  test('is told to a server that was set back to before it', async () => {
    const folder = await server.copyFolder();
    const paper = await replace();
    await phone.sync();
    const before = await sampleServer({}, folder);
    const again = await sampleDevice(before.transport, undefined, phone.kept);
    await again.sync();
    const found = await sampleDevice(before.transport);
    expect(errorOf(await recover(found.session, before.transport, typed(old), ''))).toBe('code-over');
    valueOf(await recover(found.session, before.transport, typed(paper), ''));
    expect(await found.lines()).toEqual(['line 1']);
    await before.close();
  });

  test('is told to a server that did not hear of it, in the next round', async () => {
    let isDeaf = true;
    const deaf = await sampleDevice(
      (path, init) =>
        isDeaf && path === routes.deviceState ? Promise.reject(new Error('no line')) : server.transport(path, init),
      undefined,
      phone.kept,
    );
    const paper = valueOf(await replaceRecoveryCode(deaf.session, deaf.line()));
    expect(paper.code).toHaveLength(11);
    expect(errorOf(await deaf.round())).toBe('unreachable');
    isDeaf = false;
    await deaf.sync();
    expect(deaf.space().keyring.locker?.leaving).toBeUndefined();
    const found = await sampleDevice(server.transport);
    expect(errorOf(await recover(found.session, server.transport, typed(old), ''))).toBe('code-over');
  });
});

describe('a server together with whoever has the old paper', () => {
  /** What the old keys would sign next, as if theirs were still the ones that count. */
  async function byOldKeys(place: Awaited<ReturnType<typeof placeNow>>, acts: Parameters<typeof sealActs>[2]) {
    const { id, sign } = await keysOf(old);
    return (await sealActs(place, { id, sign: await importSignKey(sign) }, acts)) as Thing;
  }
  function placeNow({ keyring, keys, membership }: ReturnType<SampleDevice['space']>) {
    const keysAt = new Map(keys.epochs);
    return Promise.resolve({
      space: keyring.space,
      membership,
      previous: keyring.manifest.hash,
      epochs: keyring.epochs,
      keysOf: (epoch: number) => keysAt.get(epoch),
    });
  }
  const someone = async () => recoveryKeysOf(await recoveryDevice(new Uint8Array(20).fill(7)));

  test('cannot bring the old keys back in place of the new ones', async () => {
    const before = await placeNow(phone.space());
    const stale = await byOldKeys(before, [{ type: 'enrol', device: await someone() }]);
    const paper = await replace();
    await computer.sync();
    const after = await placeNow(phone.space());
    const late = await byOldKeys(after, [{ type: 'enrol', device: await someone() }]);
    const again = await byOldKeys(after, [{ type: 'name-recovery', recovery: recoveryKeysOf(await keysOf(old)) }]);
    for (const lie of [stale, late, again]) {
      liar.tell((things) => [...things, lie]);
      await phone.write(2);
      await phone.sync();
      await computer.round();
    }
    const kinds = computer.alarms().map(({ type }) => type);
    expect(kinds).toEqual(['code-replaced', 'fork', 'forged']);
    const { membership } = computer.space();
    expect(membership.recovery).toEqual(recoveryKeysOf(await keysOf(paper)));
    expect(membership.devices.size).toBe(2);
  });

  test('cannot lead the new paper into the space as it was before', async () => {
    const paper = await replace();
    const found = await sampleDevice(liar.transport);
    const epochOf = (thing: Thing) => headerOf(thing).epoch;
    liar.tell((things) => things.filter((thing) => epochOf(thing) === 1));
    expect(errorOf(await recover(found.session, liar.transport, typed(paper), ''))).toBe('not-the-same');
    expect(await found.lines()).toEqual([]);
  });
});
