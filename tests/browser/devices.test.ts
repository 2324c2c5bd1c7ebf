import { expect } from 'vitest';
import { expectAccessible } from './axe.ts';
import { choosePassphrase, follow, PASSPHRASE, press, seeHeading } from './keep-device.ts';
import {
  askForWords,
  checkIn,
  comeIn,
  makeCode,
  openLocker,
  seeKept,
  toDevices,
  toKept,
  typeWords,
  wordsIn,
} from './locker-acts.ts';
import { test } from './locker-devices.ts';
import { lookOver } from './look-over.ts';

const NO_NETWORK = /ERR_INTERNET_DISCONNECTED/;

test('brings what one device wrote to the other by eleven typed words, with and without a network', async ({
  device,
}) => {
  const [first, second] = [
    await device({ language: 'da', size: 'smallest-phone', errors: [NO_NETWORK] }),
    await device({ language: 'da', size: 'smallest-phone', errors: [NO_NETWORK] }),
  ];
  const { devices, kept, settings } = first.words;
  await openLocker(first, 'MARKER-den-lange-gang', 'Min telefon');
  await lookOver(first.page);
  await expectAccessible(first.page);
  const eleven = await askForWords(first);
  await lookOver(first.page);
  await expectAccessible(first.page);

  await second.page.goto('/da/devices/');
  await press(second, devices.alone.join);
  await typeWords(second, eleven.replace(/ \S+ /, ' tabel '));
  await press(second, devices.join.ask);
  const wrong = devices.errors['no-such-word'].replace('{n}', '2').replace('{word}', 'tabel');
  await second.page.getByRole('alert').getByText(wrong).waitFor();
  await lookOver(second.page);
  await expectAccessible(second.page);
  await typeWords(second, eleven.toUpperCase());
  const { here, there } = await comeIn(second, first);
  expect(here).toEqual(there);
  expect(here).toHaveLength(6);
  await second.page.getByText(devices.join.here.replace('{n}', '1')).waitFor();
  await expectAccessible(second.page);

  // What is written on one while both are open is on the other soon.
  await follow(second, settings.choose);
  await choosePassphrase(second);
  await follow(second, settings.backup);
  await toKept(second);
  await seeKept(second, 1);
  await second.page.getByText(kept.serverSealed).waitFor();
  await press(first, first.words.player.next);
  await checkIn(first);
  await seeKept(second, 2);
  await checkIn(second);

  await first.page.context().setOffline(true);
  await second.page.context().setOffline(true);
  await checkIn(first);
  await checkIn(second);
  await toDevices(second);
  await second.page.getByText(devices.together.state.offline).waitFor();
  await second.page.context().setOffline(false);
  await first.page.context().setOffline(false);
  await toDevices(first);
  for (const hand of [first, second]) {
    await hand.page.getByText(devices.together.state.together).waitFor();
    await toKept(hand);
    await seeKept(hand, 5);
  }
});

test('takes words out of the address at once, lets two compare six words, and removes a device for good', async ({
  device,
}) => {
  const [first, second] = [await device({ language: 'nb' }), await device({ language: 'nb', size: 'desktop' })];
  const { devices, vault, errors } = first.words;
  await openLocker(first, 'MARKER-den-lange-gangen', 'Telefonen');
  const eleven = await askForWords(first);
  await first.page.getByRole('img', { name: devices.add.code }).waitFor();

  await second.page.goto('/nb/devices/#join=%%%');
  await second.page.getByLabel(devices.join.words, { exact: true }).waitFor();
  expect(new URL(second.page.url()).hash).toBe('');
  await second.page.goto('/nb/');
  await second.page.goto(`/nb/devices/#join=${eleven.replaceAll(' ', '-')}`);
  await second.page.getByLabel(devices.join.words, { exact: true }).waitFor();
  expect(await second.page.evaluate(() => `${location.href} ${JSON.stringify(history.state)}`)).not.toContain(
    eleven.split(' ')[1],
  );
  expect(await second.page.getByLabel(devices.join.words, { exact: true }).inputValue()).toBe(eleven);
  // By keyboard alone from here on.
  await second.page.getByLabel(devices.join.name).fill('Den gamle');
  await second.page.keyboard.press('Enter');
  await seeHeading(second, devices.join.compare);
  await seeHeading(first, devices.add.asks.replace('{name}', 'Den gamle'));
  await expectAccessible(first.page);
  await press(first, devices.add.same);
  await seeHeading(second, devices.join.done);
  await second.page.getByRole('button', { name: devices.join.toDevices }).focus();
  await second.page.keyboard.press('Enter');
  await press(first, first.words.player.next);

  const six: (readonly string[])[] = [];
  for (const hand of [first, second]) {
    await hand.page.getByText(devices.together.state.together).waitFor();
    await press(hand, devices.compare.button);
    await hand.page.getByRole('list', { name: devices.compare.words }).getByRole('listitem').first().waitFor();
    six.push(await wordsIn(hand, devices.compare.words));
    await hand.page.goBack();
  }
  expect(six[0]).toEqual(six[1]);

  await first.page.getByRole('main').locator('summary', { hasText: 'Den gamle' }).click();
  await press(first, devices.list.remove.replace('{name}', 'Den gamle'));
  const sheet = first.page.getByRole('dialog');
  await expectAccessible(first.page);
  await sheet.getByLabel(vault.newPassphrase).fill('not the one that holds');
  await sheet.getByRole('button', { name: devices.list.removeConfirm }).click();
  await sheet.getByText(errors['wrong-passphrase']).waitFor();
  await sheet.getByLabel(vault.newPassphrase).fill(PASSPHRASE);
  await sheet.getByRole('button', { name: devices.list.removeConfirm }).click();
  await first.page.getByText(devices.list.removed.replace('{name}', 'Den gamle')).waitFor();
  // By itself, within a moment.
  await second.page.getByText(devices.together.state.removed).waitFor();
  await expectAccessible(second.page);
  await press(second, devices.together.goOnAlone);
  await second.page.getByText(devices.alone.lead).waitFor();
});

test('brings everything back from a paper, shows what the server sees, and ends the locker', async ({ device }) => {
  const [first, third] = [await device({ language: 'en', size: 'desktop' }), await device({ language: 'en' })];
  const { devices, nav, player, vault } = first.words;
  const { page } = first;
  await openLocker(first, 'MARKER-the-long-corridor', 'Old laptop');
  await press(first, devices.code.heading);
  await makeCode(first);
  await expectAccessible(page);
  const paper = { locker: await wordsIn(first, devices.code.locker), code: await wordsIn(first, devices.code.code) };
  expect([paper.locker.length, paper.code.length]).toEqual([9, 11]);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button').or(page.getByRole('link')).count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await press(first, devices.code.written);
  await seeHeading(first, devices.code.askBack);
  const shown = await page.evaluate(() => document.documentElement.outerHTML);
  expect(paper.code.some((word) => shown.includes(word))).toBe(false);
  await page.getByLabel(devices.code.typed).fill(paper.code.slice(1).join(' '));
  await press(first, devices.code.check);
  await page.getByText(devices.errors['too-few-words'].replace('{n}', '1')).waitFor();
  await expectAccessible(page);
  await page.getByLabel(devices.code.typed).fill(paper.code.join(' '));
  await press(first, devices.code.check);
  await seeHeading(first, devices.code.proved);
  await press(first, player.next);
  await page.getByText(devices.code.state.proved).waitFor();

  // Once, as if the server had been set back.
  await page.context().route(
    '**/api/pull',
    async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), 'ballast-latest': '0' } });
    },
    { times: 1 },
  );
  await press(first, devices.together.askNow);
  await page.getByText(devices.alarms['rolled-back']).waitFor();
  await page.getByRole('link', { name: nav.settings, exact: true }).first().click();
  await page.getByRole('status').getByText(vault.aboutDevices).waitFor();
  await page.getByRole('link', { name: vault.readIt }).click();
  await page.getByText(devices.alarms['rolled-back']).waitFor();
  await expectAccessible(page);
  await press(first, devices.alarms.read);
  await page.getByText(devices.alarms['rolled-back']).waitFor({ state: 'detached' });

  await press(first, devices.held.heading);
  const note = devices.held.kinds.operation.replace('{name}', 'Old laptop');
  await page.getByText(note).first().click();
  const dump = page.locator('.dump');
  await dump.waitFor();
  expect(await dump.textContent()).toMatch(/^([0-9a-f]{2} ){511}[0-9a-f]{2}$/);
  await expectAccessible(page);
  await page.goBack();

  await third.page.goto('/en/devices/');
  await press(third, devices.alone.recover);
  await expectAccessible(third.page);
  await third.page.getByLabel(devices.recover.locker).fill(paper.locker.join(' '));
  await third.page.getByLabel(devices.recover.code).fill(paper.code.join('\n'));
  await press(third, devices.recover.find);
  await seeHeading(third, devices.recover.done);
  await third.page.getByText('on Old laptop').waitFor();
  await third.page.getByText(devices.join.here.replace('{n}', '1')).waitFor();
  await expectAccessible(third.page);

  await press(first, devices.end.heading);
  await page.getByText(devices.end.rule.replace('{n}', '24')).waitFor();
  await expectAccessible(page);
  await press(first, devices.end.button);
  await press(first, devices.end.confirm);
  await seeHeading(first, devices.end.done);
  await press(first, player.next);
  await page.getByText(devices.alone.lead).waitFor();
  await press(third, devices.join.toDevices);
  await press(third, devices.together.askNow);
  await third.page.getByText(devices.together.state['unknown-there']).waitFor();
});

test('says that this device stands alone where the server carries nothing', async ({ open }) => {
  const page = await open('/en/devices/', { size: 'smallest-phone' });
  await page.getByText('This server carries no lockers.').waitFor();
  await lookOver(page);
  await expectAccessible(page);
});
