import { expect } from 'vitest';
import { ballast } from '#server/cli/sample-command.ts';
import { openBeside } from '#server/store/open-beside.ts';
import { expectAccessible } from './axe.ts';
import { choosePassphrase, follow, giveAuthenticator, goToKeep, press, seeHeading, writeOne } from './keep-device.ts';
import {
  askForWords,
  checkIn,
  comeIn,
  openLocker,
  openLockerHere,
  proveAndRead,
  toDevices,
  typeWords,
} from './locker-acts.ts';
import { test } from './locker-devices.ts';
import { lookOver } from './look-over.ts';

test('opens a locker with a voucher alone, from a field or from a link that is gone from the address at once', async ({
  device,
  ownServer,
}) => {
  const server = await ownServer({ BALLAST_LOCKERS: 'voucher' });
  const voucher = async (...more: readonly string[]) =>
    (await ballast(['voucher', ...more], { BALLAST_DATA: server.folder })).stdout.trim();
  const first = await device({ language: 'nb', at: server.url, size: 'smallest-phone', textScale: 2 });
  const { alone, errors, list } = first.words.devices;
  await writeOne(first);
  await goToKeep(first);
  await choosePassphrase(first);
  await follow(first, first.words.settings.backup);
  await toDevices(first);
  await press(first, alone.open);
  const field = first.page.getByLabel(alone.voucher, { exact: true });
  for (const wrong of ['', 'ikke en kode', '0f'.repeat(32)]) {
    await field.fill(wrong);
    await press(first, alone.open);
    await first.page.getByRole('alert').getByText(errors.voucher).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
  }
  await lookOver(first.page);
  await expectAccessible(first.page);
  const good = await voucher();
  await field.fill(good.toUpperCase());
  await press(first, alone.open);
  await seeHeading(first, list.heading);

  const second = await device({ language: 'en', at: server.url });
  const english = second.words.devices;
  const link = await voucher('--app', server.url);
  const [, secret] = link.split('=');
  await second.page.goto(link);
  await second.page.waitForURL('**/en/devices/');
  await second.page.getByText(english.alone.voucherHere).waitFor();
  const place = await second.page.evaluate(() => `${location.href} ${JSON.stringify(history.state)} ${document.title}`);
  expect(place).not.toContain(secret);
  await expectAccessible(second.page);
  await follow(second, second.words.settings.choose);
  await choosePassphrase(second);
  await follow(second, second.words.settings.backup);
  await second.page.getByRole('main').getByRole('link', { name: second.words.nav.devices }).click();
  const filledIn = second.page.getByLabel(english.alone.voucher, { exact: true });
  expect(await filledIn.inputValue()).toBe(secret);
  await press(second, english.alone.open);
  await seeHeading(second, english.list.heading);

  const third = await device({ language: 'da', at: server.url });
  await third.page.goto(`/da/#voucher=${good.replaceAll('-', '')}`);
  await third.page.waitForFunction(() => location.hash === '');
});

test('removes a device with a passkey, and only when whoever holds the phone shows it', async ({ device }) => {
  const [first, second] = [await device({ language: 'da' }), await device({ language: 'da' })];
  const { page, words } = first;
  const { devices, vault, errors } = words;
  const reader = await giveAuthenticator(page, true);
  const { authenticatorId } = reader;
  await writeOne(first);
  await goToKeep(first);
  await press(first, vault.own);
  await press(first, vault.passkey);
  await press(first, vault.passkeyMake);
  await seeHeading(first, vault.second);
  await press(first, vault.later);
  await seeHeading(first, vault.chosen);
  await follow(first, words.settings.backup);
  await openLockerHere(first, 'Telefonen');
  await second.page.goto('/da/devices/');
  const bringIn = async () => {
    const eleven = await askForWords(first, 'passkey');
    await press(second, devices.alone.join);
    await second.page.getByLabel(devices.join.name).fill('Den gamle');
    await typeWords(second, eleven);
    await comeIn(second, first);
    await press(second, devices.join.toDevices);
    await press(first, words.player.next);
  };
  const sheet = page.getByRole('dialog');
  const tryToRemove = async () => {
    await page.getByRole('main').locator('summary', { hasText: 'Den gamle' }).first().click();
    await press(first, devices.list.remove.replace('{name}', 'Den gamle'));
    await sheet.getByRole('button', { name: devices.list.removePasskey }).click();
  };
  await bringIn();
  await tryToRemove();
  await page.getByText(devices.list.removed.replace('{name}', 'Den gamle')).waitFor();
  await second.page.getByText(devices.together.state.removed).waitFor();

  await bringIn();
  await reader.cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await tryToRemove();
  await sheet.getByRole('alert').getByText(errors['passkey-refused']).waitFor();
  expect(await sheet.getByLabel(vault.newPassphrase).count()).toBe(0);
  await expectAccessible(page);
  await press(second, devices.together.askNow);
  await second.page.getByText(devices.together.state.together).waitFor();
});

test('lets the eleven words end after ten minutes, on both screens and at the server', async ({
  device,
  ownServer,
}) => {
  const server = await ownServer();
  const first = await device({ language: 'nb', at: server.url });
  const second = await device({ language: 'nb', at: server.url });
  const { page } = first;
  const { devices } = first.words;
  await page.clock.install();
  await openLocker(first, 'MARKER-den-lange-gangen', 'Telefonen');
  const old = await askForWords(first);
  await page.getByText(devices.add.goodFor.replace('{n}', '10')).waitFor();
  await page.clock.fastForward('09:30');
  await page.getByText(devices.add.lastMinute).waitFor();
  await page.clock.fastForward('00:31');
  await page.getByText(devices.add.over).waitFor();
  await expectAccessible(page);

  await press(first, devices.add.newWords);
  expect(await proveAndRead(first)).not.toBe(old);
  server.passTenMinutes();
  // By the server this time: the page looks there every two seconds.
  await page.getByText(devices.add.over).waitFor();
  await second.page.goto('/nb/devices/');
  await press(second, devices.alone.join);
  await typeWords(second, old);
  await press(second, devices.join.ask);
  await second.page.getByRole('alert').getByText(devices.errors['words-over']).waitFor();

  await press(first, devices.add.newWords);
  await typeWords(second, await proveAndRead(first));
  await press(second, devices.join.ask);
  await seeHeading(second, devices.join.compare);
  await page.getByRole('button', { name: devices.add.same }).waitFor();
  server.passTenMinutes();
  await second.page.getByRole('alert').getByText(devices.errors['words-over']).waitFor();
  await expectAccessible(second.page);
  await press(first, devices.add.same);
  await page.getByRole('alert').getByText(devices.errors['words-over']).waitFor();
  await press(first, devices.add.no);
  await page.goBack();
  await page.getByText(devices.together.state.together).waitFor();
  expect(await page.getByRole('main').locator('summary').count()).toBe(1);
});

test('sends on a line that saves data when it is asked, and not before', async ({ device }) => {
  const first = await device({ language: 'da', size: 'smallest-phone', textScale: 2 });
  const { page } = first;
  const { together } = first.words.devices;
  await page.context().route('**/vault.worker*.js', async (route) => {
    const answer = await route.fetch();
    const saving = `Object.defineProperty(navigator, 'connection', { value: { saveData: true } });`;
    await route.fulfill({ response: answer, body: `${saving}\n${await answer.text()}` });
  });
  await openLocker(first, 'MARKER-den-lange-gang', 'Telefonen');
  await page.getByText(together.state.together).waitFor();
  const pushes: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().endsWith('/api/push')) pushes.push(request.url());
  });
  await checkIn(first);
  await toDevices(first);
  await page.getByText(together.state.saving).waitFor();
  await lookOver(page);
  await expectAccessible(page);
  // Longer than it takes where nothing is to be saved.
  await page.waitForTimeout(3_500);
  expect(pushes).toEqual([]);
  await press(first, together.sendNow);
  await page.getByText(together.state.together).waitFor();
  expect(pushes).toHaveLength(1);
});

test('says why the server takes nothing, and goes on when it does again', async ({ device, ownServer }) => {
  const server = await ownServer({ BALLAST_LOCKER_MB: '1' });
  const first = await device({ language: 'en', at: server.url, size: 'smallest-phone', textScale: 2 });
  const { page } = first;
  const { together, errors } = first.words.devices;
  await openLocker(first, 'MARKER-the-long-corridor', 'Phone');
  await page.getByText(together.state.together).waitFor();
  const fillUp = async (bytes: number) => {
    const store = await openBeside(server.folder);
    if (!store.ok) throw new Error(JSON.stringify(store.error));
    await store.value.write(async (writer) => {
      await writer.updateTable('spaces').set({ bytes }).execute();
      return { ok: true, value: null };
    });
    await store.value.close();
  };
  await fillUp(1_000_000);
  await checkIn(first);
  await toDevices(first);
  await page.getByText(together.state.refused).waitFor();
  await page.getByText(errors.full).waitFor();
  await lookOver(page);
  await expectAccessible(page);
  await fillUp(0);
  await press(first, together.sendNow);
  await page.getByText(together.state.together).waitFor();
});
