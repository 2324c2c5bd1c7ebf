import { flipped, headerOf, isOperation, type Thing } from '../lockers/lying-server.ts';
import { expectAccessible } from './axe.ts';
import { choosePassphrase, follow, press, type Hand } from './keep-device.ts';
import { askForWords, checkIn, comeIn, openLocker, seeKept, toDevices, toKept, typeWords } from './locker-acts.ts';
import { test } from './locker-devices.ts';
import { lieTo } from './lie-to.ts';
import { lookOver } from './look-over.ts';

/** One that belongs, and one that has just come in, with a lock of its own. */
async function together(first: Hand, second: Hand): Promise<void> {
  const { devices, settings } = second.words;
  await openLocker(first, 'MARKER-den-lange-gang', 'Telefonen');
  const eleven = await askForWords(first);
  await second.page.goto(`/${second.language}/devices/`);
  await press(second, devices.alone.join);
  await typeWords(second, eleven);
  await comeIn(second, first);
  await follow(second, settings.choose);
  await choosePassphrase(second);
  await follow(second, settings.backup);
  await press(first, first.words.player.next);
}

/** It is said with its words, of which device, and goes when it was read. */
async function readAlarm(hand: Hand, type: 'fork' | 'forged' | 'withheld'): Promise<void> {
  const { page, words } = hand;
  const { alarms, compare } = words.devices;
  const said = page.getByRole('region', { name: alarms.heading }).getByRole('listitem');
  await said.getByText(alarms[type]).waitFor();
  await said.getByText('Telefonen').waitFor();
  await lookOver(page);
  await expectAccessible(page);
  // What it tells to do can be done from here.
  await page.getByRole('button', { name: compare.button }).waitFor();
}

async function dismiss({ page, words }: Hand, type: 'fork' | 'forged' | 'withheld'): Promise<void> {
  const { alarms, together: state } = words.devices;
  await page.getByRole('button', { name: alarms.read }).click();
  await page.getByText(alarms[type]).waitFor({ state: 'detached' });
  await page.getByText(state.state.together).waitFor();
}

test('tells that something came which no device has sealed, and takes in the true one', async ({ device }) => {
  const [first, second] = [
    await device({ language: 'da' }),
    await device({ language: 'da', size: 'smallest-phone', textScale: 2 }),
  ];
  await together(first, second);
  const stop = await lieTo(second, (things) =>
    things.map((thing) => (isOperation(thing) ? { ...thing, signature: flipped(thing.signature, 5) } : thing)),
  );
  await checkIn(first);
  await toDevices(second);
  await readAlarm(second, 'forged');
  await toKept(second);
  await seeKept(second, 1);
  await stop();
  await toDevices(second);
  await dismiss(second, 'forged');
  await toKept(second);
  await seeKept(second, 2);
});

test('tells that two stories of one device came, and goes on with the first', async ({ device }) => {
  const [first, second] = [
    await device({ language: 'nb' }),
    await device({ language: 'nb', size: 'smallest-phone', textScale: 2 }),
  ];
  await together(first, second);
  let known: Thing | undefined;
  const stop = await lieTo(second, (things) => {
    const other = known && { ...known, bytes: flipped(known.bytes, known.bytes.length - 1) };
    known ??= things.find(isOperation);
    return other ? [...things, other] : things;
  });
  await checkIn(first);
  await toKept(second);
  await seeKept(second, 2);
  await checkIn(first);
  await toDevices(second);
  await readAlarm(second, 'fork');
  await stop();
  await dismiss(second, 'fork');
  await toKept(second);
  await seeKept(second, 3);
});

test('tells that something does not come, and asks for it again when the helper does', async ({ device }) => {
  const [first, second] = [
    await device({ language: 'en' }),
    await device({ language: 'en', size: 'smallest-phone', textScale: 2 }),
  ];
  const stop = await lieTo(second, (things) => things.filter((thing) => headerOf(thing).kind === 'manifest'));
  await together(first, second);
  await toDevices(second);
  await readAlarm(second, 'withheld');
  await toKept(second);
  await seeKept(second, 0);
  await stop();
  await toDevices(second);
  await press(second, second.words.devices.together.askNow);
  await dismiss(second, 'withheld');
  await toKept(second);
  await seeKept(second, 1);
});
