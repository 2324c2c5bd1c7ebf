import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { comeBackAnew } from '#web/adapters/locker/come-back.ts';
import { listDevices, nameDevice, removeDevice, wordsOfSpace } from '#web/adapters/locker/devices.ts';
import { admit, askToJoin, finishJoining, lookForAsk, openPairing } from '#web/adapters/locker/pair.ts';
import { makeRecoveryCode, proveRecoveryCode, recover } from '#web/adapters/locker/recovery.ts';
import { createMemoryStore } from '#web/adapters/vault/memory-store.ts';
import { everythingIn } from '#web/adapters/vault/session-locks.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';

let server: SampleServer;
let phone: SampleDevice;
let computer: SampleDevice;
beforeEach(async () => {
  server = await sampleServer();
  phone = await sampleDevice(server.transport);
  await phone.openLocker();
  computer = await sampleDevice(server.transport);
  await pair(phone, computer, server.transport, 'The one at home');
  await phone.sync();
});
afterEach(() => server.close());

const errorOf = (result: { readonly ok: boolean; readonly error?: { readonly type: string } }) =>
  result.ok ? null : result.error?.type;

/** The same storage once more, as after a disk was copied. */
async function copyOf(device: SampleDevice) {
  const copy = createMemoryStore();
  const slots = (await device.kept.slots()) as never;
  await copy.commit({
    ...(await everythingIn(device.kept)),
    meta: (await device.kept.meta())!,
    keyring: (await device.kept.keyring())!,
    putSlots: slots,
  });
  return copy;
}

describe('the devices of a space', () => {
  test('have names that all of them see, and that the server does not', async () => {
    valueOf(await nameDevice(computer.session, computer.line(), phone.id(), 'My phone'));
    await phone.sync();
    const names = listDevices(phone.space()).map(({ name, isThis }) => [name, isThis]);
    expect(names).toEqual([
      ['My phone', true],
      ['The one at home', false],
    ]);
    expect(server.requests().some(({ body }) => body.includes('My phone') || body.includes('at home'))).toBe(false);
  });

  test('show the same six words, and other ones once somebody else belongs', async () => {
    const words = await wordsOfSpace(phone.space());
    expect(words).toHaveLength(6);
    expect(await wordsOfSpace(computer.space())).toEqual(words);
    await pair(phone, await sampleDevice(server.transport), server.transport);
    expect(await wordsOfSpace(phone.space())).not.toEqual(words);
  });

  test('one that is removed reads nothing more, and what it writes counts nowhere', async () => {
    await computer.write(1);
    await computer.sync();
    await phone.sync();
    valueOf(await removeDevice(phone.session, phone.line(), computer.id()));
    const epoch = phone.space().keyring.epochs.length;
    expect(epoch).toBe(2);
    await phone.write(2, 'after the removal');
    await phone.sync();
    await computer.write(3, 'from the removed one');
    expect(errorOf(await computer.round())).toBe('device-left');
    expect(await phone.lines()).toEqual(['after the removal', 'line 1']);
    const third = await sampleDevice(server.transport);
    await pair(phone, third, server.transport);
    expect(await third.lines()).toEqual(['after the removal', 'line 1']);
  });

  test('what a removed device wrote after the last accepted operation is taken back where it had come', async () => {
    const tablet = await sampleDevice(server.transport);
    await pair(phone, tablet, server.transport);
    await computer.write(1);
    await computer.sync();
    await phone.sync();
    // The tablet takes in one more than the phone knows of when it removes the computer.
    await computer.write(2);
    await computer.sync();
    await tablet.sync();
    expect(await tablet.lines()).toEqual(['line 1', 'line 2']);
    const last = phone.space().keyring.heads[computer.id()]!;
    const { appendActs } = await import('#web/adapters/locker/append-acts.ts');
    const acts = [{ type: 'depart', device: computer.id(), last: { seq: last.seq, hash: last.hash } }] as const;
    valueOf(await appendActs(phone.session, phone.line(), () => acts));
    await phone.sync();
    await tablet.sync();
    expect([await phone.lines(), await tablet.lines()]).toEqual([['line 1'], ['line 1']]);
    await tablet.write(5);
    await tablet.sync();
    await phone.sync();
    expect(await phone.lines()).toEqual(['line 1', 'line 5']);
    expect([...phone.alarms(), ...tablet.alarms()]).toEqual([]);
  });

  test('words are good once, and only for who typed them', async () => {
    const { pairing, words } = valueOf(await openPairing(phone.line()));
    const third = await sampleDevice(server.transport);
    const { joining } = valueOf(await askToJoin(server.transport, words.join(' '), ''));
    expect(errorOf(await askToJoin(server.transport, words.join(' '), ''))).toBe('words-over');
    expect(valueOf(await finishJoining(third.session, server.transport, joining))).toBe(null);
    valueOf(await lookForAsk(phone.line(), pairing));
    valueOf(await admit(phone.session, phone.line(), pairing));
    valueOf(await finishJoining(third.session, server.transport, joining));
    expect(errorOf(await finishJoining(third.session, server.transport, joining))).toBe('words-over');
    expect(listDevices(third.space())).toHaveLength(3);
  });

  test('words are over after ten minutes', async () => {
    const { words } = valueOf(await openPairing(phone.line()));
    server.advance(10 * 60_000 + 1);
    expect(errorOf(await askToJoin(server.transport, words.join(' '), ''))).toBe('words-over');
  });

  test('nobody is added by words that ended while six were compared', async () => {
    const { pairing, words } = valueOf(await openPairing(phone.line()));
    valueOf(await askToJoin(server.transport, words.join(' '), ''));
    valueOf(await lookForAsk(phone.line(), pairing));
    server.advance(10 * 60_000 + 1);
    expect(errorOf(await admit(phone.session, phone.line(), pairing))).toBe('words-over');
    expect(listDevices(phone.space())).toHaveLength(2);
  });
});

describe('the recovery code', () => {
  const paperOf = async () => valueOf(await makeRecoveryCode(phone.session, phone.line()));

  test('brings everything back when every device is lost, and says what is newest and from where', async () => {
    const paper = await paperOf();
    expect([paper.locker.length, paper.code.length]).toEqual([9, 11]);
    await phone.write(1);
    await phone.sync();
    const later = () => 1_795_300_000_000 + 3_600_000;
    const tablet = await sampleDevice(server.transport, later);
    await pair(phone, tablet, server.transport, 'The tablet');
    await tablet.write(2);
    await tablet.sync();
    const found = await sampleDevice(server.transport);
    const typed = { locker: paper.locker.join(' '), code: paper.code.join('\n') };
    const recovered = valueOf(await recover(found.session, server.transport, typed, 'The new phone'));
    expect(await found.lines()).toEqual(['line 1', 'line 2']);
    expect(recovered.newest).toMatchObject({ name: 'The tablet', lastWrote: later() });
    valueOf(await removeDevice(found.session, found.line(), phone.id()));
    await found.write(3);
    await found.sync();
    expect(errorOf(await phone.round())).toBe('device-left');
    await computer.sync();
    expect(await computer.lines()).toEqual(['line 1', 'line 2', 'line 3']);
    // The code leads into the new epoch as well.
    const again = await sampleDevice(server.transport);
    valueOf(await recover(again.session, server.transport, typed, ''));
    expect(await again.lines()).toEqual(['line 1', 'line 2', 'line 3']);
  });

  test('is made once, asked back, and refused when it is wrong', async () => {
    const paper = await paperOf();
    expect(errorOf(await makeRecoveryCode(phone.session, phone.line()))).toBe('code-known');
    await computer.sync();
    expect(errorOf(await makeRecoveryCode(computer.session, computer.line()))).toBe('code-known');
    const swapped = [...paper.code.slice(1), paper.code[0]!].join(' ');
    expect(errorOf(await proveRecoveryCode(phone.session, swapped))).toBe('words-do-not-fit');
    valueOf(await proveRecoveryCode(phone.session, paper.code.join(' ')));
    expect(phone.space().keyring.recoveryProved).toBe(true);
    const { toCheckedWords } = await import('#vault/proquint.ts');
    const wrong = (await toCheckedWords(new Uint8Array(20))).join(' ');
    expect(errorOf(await proveRecoveryCode(phone.session, wrong))).toBe('wrong-code');
    const found = await sampleDevice(server.transport);
    const typed = { locker: paper.locker.join(' '), code: wrong };
    expect(errorOf(await recover(found.session, server.transport, typed, ''))).toBe('wrong-code');
  });

  test('never leaves the device', async () => {
    server.forgetRequests();
    const paper = await paperOf();
    const { fromCheckedWords } = await import('#vault/proquint.ts');
    const code = Buffer.from(valueOf(await fromCheckedWords(paper.code.join(' '), 20)));
    const sent = server.requests().map(({ body }) => body);
    for (const form of [code.toString('latin1'), code.toString('hex'), code.toString('base64'), paper.code[0]!])
      expect(sent.some((body) => body.includes(form))).toBe(false);
  });
});

describe('a storage that is an old copy', () => {
  test('comes back under a new name, with what only it has, and nobody sees a fork', async () => {
    await computer.write(1);
    await computer.sync();
    const copy = await copyOf(computer);
    await computer.write(2);
    await computer.sync();
    const older = await sampleDevice(server.transport, undefined, copy);
    await older.write(3, 'written on the copy');
    expect(errorOf(await older.round())).toBe('overtaken');
    const before = older.id();
    valueOf(await comeBackAnew(older.session, server.transport));
    expect(older.id()).not.toBe(before);
    await older.sync();
    await phone.sync();
    const all = ['line 1', 'line 2', 'written on the copy'];
    expect([await older.lines(), await phone.lines()]).toEqual([all, all]);
    expect([...older.alarms(), ...phone.alarms()]).toEqual([]);
    expect(listDevices(phone.space()).filter(({ hasLeft }) => hasLeft)).toHaveLength(1);
  });
});

describe('a storage that was emptied', () => {
  test('is taken in again as a new device, and everything that was sent is there', async () => {
    await computer.write(1);
    await computer.sync();
    const emptied = await sampleDevice(server.transport);
    await pair(phone, emptied, server.transport, 'The one at home, again');
    expect(await emptied.lines()).toEqual(['line 1']);
    valueOf(await removeDevice(emptied.session, emptied.line(), computer.id()));
    await phone.sync();
    expect(listDevices(phone.space()).filter(({ hasLeft }) => !hasLeft)).toHaveLength(2);
  });
});
