import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleServer, type SampleServer } from './sample-server.ts';
import { pair, sampleDevice, valueOf } from './sample-device.ts';

let server: SampleServer;
beforeEach(async () => {
  server = await sampleServer();
});
afterEach(() => server.close());

async function twoDevices() {
  const phone = await sampleDevice(server.transport);
  await phone.openLocker();
  const computer = await sampleDevice(server.transport);
  await pair(phone, computer, server.transport);
  return { phone, computer };
}

describe('two devices of a helper', () => {
  test('what is written on one is found on the other, both ways', async () => {
    const { phone, computer } = await twoDevices();
    await phone.write(1);
    await computer.write(2);
    await phone.sync();
    await computer.sync();
    await phone.sync();
    expect(await phone.lines()).toEqual(['line 1', 'line 2']);
    expect(await computer.lines()).toEqual(['line 1', 'line 2']);
    expect([...phone.alarms(), ...computer.alarms()]).toEqual([]);
  });

  test('what was written before they met is on both', async () => {
    const phone = await sampleDevice(server.transport);
    await phone.write(1);
    const computer = await sampleDevice(server.transport);
    await computer.write(2);
    await phone.openLocker();
    const { asked, report } = await pair(phone, computer, server.transport, 'My laptop');
    expect([asked.name, report.added]).toEqual(['My laptop', 1]);
    await computer.sync();
    await phone.sync();
    expect(await phone.lines()).toEqual(['line 1', 'line 2']);
    expect(await computer.lines()).toEqual(['line 1', 'line 2']);
  });

  test('a chain of years comes in segments, and goes on', async () => {
    const phone = await sampleDevice(server.transport);
    for (let n = 0; n < 700; n++) await phone.write(n);
    await phone.openLocker();
    await phone.sync();
    const computer = await sampleDevice(server.transport);
    await pair(phone, computer, server.transport);
    expect((await computer.lines()).length).toBe(700);
    for (let n = 700; n < 720; n++) await phone.write(n);
    await phone.sync();
    await computer.sync();
    expect((await computer.lines()).length).toBe(720);
    expect(computer.alarms()).toEqual([]);
  }, 60_000);

  test('what came is stored without the rest of the answer that it came in', async () => {
    const phone = await sampleDevice(server.transport);
    for (let n = 0; n < 300; n++) await phone.write(n);
    await phone.openLocker();
    await phone.sync();
    const computer = await sampleDevice(server.transport);
    await pair(phone, computer, server.transport);
    const { kept } = computer;
    const segments = await Promise.all((await kept.segmentKeys()).map(({ name }) => kept.segment(name)));
    const stored = [...(await kept.manifests()), ...(await kept.others()), ...segments.map((segment) => segment!)];
    expect(stored.length).toBeGreaterThan(40);
    const heldBy = stored.flatMap((record) =>
      'signature' in record ? [record.bytes, record.signature] : [record.bytes],
    );
    expect(heldBy.filter((bytes) => bytes.buffer.byteLength > bytes.length)).toEqual([]);
  });

  test('a lock, and a new start of the Worker, change nothing', async () => {
    const { phone, computer } = await twoDevices();
    await phone.write(1);
    await phone.sync();
    await computer.sync();
    await computer.write(2);
    const again = await sampleDevice(server.transport, undefined, computer.kept);
    expect(await again.lines()).toEqual(['line 1', 'line 2']);
    await again.sync();
    await phone.sync();
    expect(await phone.lines()).toEqual(['line 1', 'line 2']);
  });

  test('texts written at the same time are both kept, and the other one is shown', async () => {
    const { phone, computer } = await twoDevices();
    const id = await phone.write(1, 'as it was');
    await phone.sync();
    await computer.sync();
    valueOf(await phone.api.edit(id, ['answers', 'line'], 'from the phone', true));
    valueOf(await computer.api.edit(id, ['answers', 'line'], 'from the computer', true));
    for (const device of [phone, computer, phone]) await device.sync();
    for (const device of [phone, computer]) {
      const page = valueOf(await device.api.entries({}, () => {}));
      const [besides] = page.besides[id]!;
      const texts = [...(await device.lines()), ...besides!.texts].sort((a, b) => a.localeCompare(b));
      expect(texts).toEqual(['from the computer', 'from the phone']);
    }
  });

  test('what one erases is gone on the other, and its bytes at the server too', async () => {
    const { phone, computer } = await twoDevices();
    const id = await phone.write(1, 'to be forgotten');
    await phone.write(2);
    await phone.sync();
    await computer.sync();
    valueOf(await computer.api.erase(id));
    for (const device of [computer, phone, computer, phone]) await device.sync();
    expect(await phone.lines()).toEqual(['line 2']);
    const { sealed } = valueOf(await phone.line().held(0));
    const ops = sealed.filter(
      ({ kind, device, size }) => kind === 'operation' && device === phone.id() && size !== null,
    );
    expect(ops).toEqual([]);
    expect([...phone.alarms(), ...computer.alarms()]).toEqual([]);
    const third = await sampleDevice(server.transport);
    await pair(computer, third, server.transport);
    expect(await third.lines()).toEqual(['line 2']);
  });
});
