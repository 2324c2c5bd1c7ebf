import { expect } from 'vitest';
import { expectAccessible } from './axe.ts';
import { PASSPHRASE, press, seeHeading, type Hand } from './keep-device.ts';
import { askForWords, comeIn, makeCode, openLocker, proveAndRead, typeWords, wordsIn } from './locker-acts.ts';
import { test } from './locker-devices.ts';
import { lookOver } from './look-over.ts';

/** Nothing is cut off, nothing reaches over the edge, and the page does not scroll sideways. */
async function expectWhole({ page }: Hand): Promise<void> {
  await lookOver(page);
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog[open], dialog[open] *, main, main *')]
      .filter((element) => element.closest('.visually-hidden, svg') === null && element.clientWidth > 0)
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter((element) => getComputedStyle(element).clipPath !== 'inset(50%)')
      .map((element) => element.outerHTML.slice(0, 160)),
  );
  expect(wide).toEqual([]);
  await expectAccessible(page);
}

test('stands whole at 320 pixels with text at 200 %, at every stage', async ({ device }) => {
  const large = { language: 'da', size: 'smallest-phone', textScale: 2 } as const;
  const [first, second] = [await device(large), await device(large)];
  const { devices, player } = first.words;
  // All of them are looked at, whatever is wrong with one.
  const faults: string[] = [];
  const look = async (hand: Hand) => {
    const heading = await hand.page.getByRole('heading').first().innerText();
    await expectWhole(hand).catch((error: Error) => faults.push(`${heading}: ${error.message}`));
  };
  await openLocker(first, 'MARKER-den-lange-gang', 'Telefonen fra arbejdet, den med revnen i glasset');
  await look(first);
  const eleven = await askForWords(first);
  await look(first);

  await second.page.goto('/da/devices/');
  await second.page.getByText(devices.alone.joinHint).waitFor();
  await look(second);
  await press(second, devices.alone.join);
  await typeWords(second, eleven.replace(/ \S+ /, ' uforståeligtord '));
  await press(second, devices.join.ask);
  await second.page.getByRole('alert').waitFor();
  await look(second);
  await typeWords(second, eleven);
  await press(second, devices.join.ask);
  await seeHeading(second, devices.join.compare);
  await look(second);
  await first.page.getByRole('button', { name: devices.add.same }).waitFor();
  await look(first);
  await press(first, devices.add.no);
  await look(first);
  await press(first, devices.add.newWords);
  await seeHeading(first, devices.add.prove);
  await look(first);
  const others = await proveAndRead(first);
  await second.page.reload();
  await press(second, devices.alone.join);
  await typeWords(second, others);
  await comeIn(second, first);
  await look(first);
  await look(second);
  await press(first, player.next);
  await press(second, devices.join.toDevices);
  await look(second);

  await press(first, devices.compare.button);
  await first.page.getByRole('list', { name: devices.compare.words }).getByRole('listitem').first().waitFor();
  await look(first);
  await first.page.goBack();
  await press(first, devices.code.heading);
  await look(first);
  await makeCode(first);
  await look(first);
  const code = await wordsIn(first, devices.code.code);
  const locker = await wordsIn(first, devices.code.locker);
  await press(first, devices.code.written);
  await look(first);
  await first.page.getByLabel(devices.code.typed).fill(code.join(' '));
  await press(first, devices.code.check);
  await seeHeading(first, devices.code.proved);
  await look(first);
  await press(first, devices.code.renew);
  await first.page.getByRole('button', { name: devices.code.renewConfirm }).click();
  await first.page.getByRole('alert').waitFor();
  await look(first);
  await press(first, first.words.nav.back);
  await press(first, player.next);

  await press(first, devices.held.heading);
  await first.page.getByText(devices.held.list).waitFor();
  await first.page.getByRole('main').locator('summary').first().click();
  await first.page.locator('.dump').waitFor();
  await look(first);
  await first.page.goBack();

  const row = first.page.getByRole('main').locator('summary').nth(1);
  await row.click();
  await look(first);
  await first.page.getByRole('main').locator('details[open] .quiet').last().click();
  const sheet = first.page.getByRole('dialog');
  await sheet.waitFor();
  await sheet.getByRole('button', { name: devices.list.removeConfirm }).click();
  await sheet.getByRole('alert').waitFor();
  await look(first);
  await sheet.getByLabel(first.words.vault.newPassphrase).fill(PASSPHRASE);
  await sheet.getByRole('button', { name: devices.list.removeConfirm }).click();
  await first.page.getByText(devices.list.left.replace('{n}', '1')).click();
  await look(first);
  await second.page.getByText(devices.together.state.removed).waitFor();
  await look(second);
  await press(second, devices.together.goOnAlone);
  await second.page.getByText(devices.alone.lead).waitFor();

  await press(second, devices.alone.recover);
  await look(second);
  await second.page.getByLabel(devices.recover.locker).fill(locker.join(' '));
  await second.page.getByLabel(devices.recover.code).fill(code.join(' '));
  await press(second, devices.recover.find);
  await seeHeading(second, devices.recover.done);
  await look(second);

  await press(first, devices.end.heading);
  await look(first);
  await press(first, devices.end.button);
  await look(first);
  await press(first, devices.end.confirm);
  await seeHeading(first, devices.end.done);
  await look(first);
  await press(second, devices.join.toDevices);
  await press(second, devices.together.askNow);
  await second.page.getByText(devices.together.state['unknown-there']).waitFor();
  await look(second);
  await press(first, player.next);
  await press(first, devices.alone.open);
  await look(first);
  expect(faults).toEqual([]);
});
