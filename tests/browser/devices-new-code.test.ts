import { expect } from 'vitest';
import { expectAccessible } from './axe.ts';
import { everythingReadable, PASSPHRASE, press, seeHeading, type Hand } from './keep-device.ts';
import { askForWords, comeIn, makeCode, openLocker, typeWords, wordsIn } from './locker-acts.ts';
import { test } from './locker-devices.ts';
import { lookOver } from './look-over.ts';

type Paper = { readonly locker: readonly string[]; readonly code: readonly string[] };

const paperOn = async (hand: Hand): Promise<Paper> => ({
  locker: await wordsIn(hand, hand.words.devices.code.locker),
  code: await wordsIn(hand, hand.words.devices.code.code),
});

async function typeCode({ page, words }: Hand, { code }: Paper): Promise<void> {
  await page.getByLabel(words.devices.code.typed).fill(code.join(' '));
  await page.getByRole('button', { name: words.devices.code.check }).click();
}

async function comeBackWith({ page, words }: Hand, { locker, code }: Paper): Promise<void> {
  const { recover } = words.devices;
  await page.getByLabel(recover.locker).fill(locker.join(' '));
  await page.getByLabel(recover.code).fill(code.join(' '));
  await page.getByRole('button', { name: recover.find }).click();
}

test('makes a new recovery code in place of a lost one, and the old paper is let in no more', async ({ device }) => {
  const [first, second, third] = [
    await device({ language: 'nb', size: 'smallest-phone' }),
    await device({ language: 'nb' }),
    await device({ language: 'nb' }),
  ];
  const { page, words } = first;
  const { devices, errors, player, vault } = words;
  const { code } = devices;
  await openLocker(first, 'MARKER-den-lange-gangen', 'Telefonen');
  const eleven = await askForWords(first);
  await second.page.goto('/nb/devices/');
  await press(second, devices.alone.join);
  await typeWords(second, eleven);
  await comeIn(second, first);
  await press(second, devices.join.toDevices);
  await press(first, player.next);

  await press(first, code.heading);
  await makeCode(first);
  const old = await paperOn(first);
  await press(first, code.written);
  await page.getByText(code.lostIt).waitFor();
  await typeCode(first, old);
  await seeHeading(first, code.proved);

  await press(first, code.renew);
  await seeHeading(first, code.renew);
  await lookOver(page);
  await expectAccessible(page);
  await page.getByLabel(vault.newPassphrase).fill('ikke den som holder');
  await press(first, code.renewConfirm);
  await page.getByRole('alert').getByText(errors['wrong-passphrase']).waitFor();
  await page.getByLabel(vault.newPassphrase).fill(PASSPHRASE);
  await press(first, code.renewConfirm);
  await seeHeading(first, code.shown);
  await lookOver(page);
  const paper = await paperOn(first);
  expect(paper.locker).toEqual(old.locker);
  expect(paper.code).not.toEqual(old.code);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button').or(page.getByRole('link')).count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await press(first, code.written);
  await seeHeading(first, code.askBack);
  const readable = await everythingReadable(page);
  expect(paper.code.filter((word) => readable.includes(word))).toEqual([]);
  await typeCode(first, old);
  await page.getByText(devices.errors['wrong-code']).waitFor();
  await typeCode(first, paper);
  await seeHeading(first, code.proved);
  await press(first, player.next);
  await page.getByText(code.state.proved).waitFor();

  // The other one hears of it by itself, and by whom.
  const said = second.page.getByRole('region', { name: devices.alarms.heading }).getByRole('listitem');
  await said.getByText(devices.alarms['code-replaced']).waitFor();
  await said.getByText('Telefonen').waitFor();
  await lookOver(second.page);
  await expectAccessible(second.page);
  await press(second, devices.alarms.read);
  await said.waitFor({ state: 'detached' });
  await second.page.getByText(devices.together.state.together).waitFor();

  await third.page.goto('/nb/devices/');
  await press(third, devices.alone.recover);
  await comeBackWith(third, old);
  await third.page.getByRole('alert').getByText(devices.errors['code-over']).waitFor();
  await expectAccessible(third.page);
  await comeBackWith(third, paper);
  await seeHeading(third, devices.recover.done);
  await third.page.getByText(devices.join.here.replace('{n}', '1')).waitFor();
});
