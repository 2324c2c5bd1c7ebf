import { expect } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { expectAccessible } from './axe.ts';
import {
  choosePassphrase,
  everythingReadable,
  expectNoWordOf,
  fillPassphrase,
  follow,
  giveAuthenticator,
  goToKeep,
  handOf,
  hide,
  keepOne,
  MARKER,
  openKept,
  press,
  readFirst,
  seeHeading,
  unlock,
  writeOne,
} from './keep-device.ts';
import { test } from './page.ts';

for (const language of LANGUAGES) {
  test(`keeps what was written behind a passphrase, and opens it again after a reload, in ${language}`, async ({
    open,
  }) => {
    const page = await open(`/${language}/`, { size: 'smallest-phone' });
    const hand = await handOf(page, language);
    const { vault, kept } = hand.words;
    await writeOne(hand);
    await goToKeep(hand);
    await expectAccessible(page);
    await press(hand, vault.own);
    await seeHeading(hand, vault.wayHeading);
    await expectAccessible(page);
    await press(hand, vault.passphrase);
    await fillPassphrase(hand, vault.newPassphrase, 'short');
    await press(hand, vault.keep);
    await page.getByRole('alert').getByText(vault.tooShort).waitFor();
    await fillPassphrase(hand, vault.newPassphrase, 'long enough, surely', 'long enough, perhaps');
    await press(hand, vault.keep);
    await page.getByRole('alert').getByText(vault.notSame).waitFor();
    await expectAccessible(page);
    await fillPassphrase(hand, vault.newPassphrase, 'fire små våde sten');
    await press(hand, vault.keep);
    await seeHeading(hand, vault.second);
    await expectAccessible(page);
    await press(hand, vault.later);
    await seeHeading(hand, vault.chosen);
    await expectAccessible(page);
    await expectNoWordOf(page);

    await page.goto(`/${language}/kept/`);
    await page.getByText(kept.state.locked).waitFor();
    await follow(hand, vault.unlock);
    await expectAccessible(page);
    await unlock(hand, 'quite another one');
    await page.getByRole('alert').getByText(hand.words.errors['wrong-passphrase']).waitFor();
    await expectAccessible(page);
    await unlock(hand);
    await page.waitForURL(`**/${language}/kept/`);
    await readFirst(hand);
    await expectAccessible(page);
  });
}

test('leaves no word behind when it locks: not on the page, in its history, nor in anything stored', async ({
  open,
}) => {
  const page = await open('/en/', { withWorker: true });
  const hand = await handOf(page, 'en');
  const { vault, kept, nav } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await readFirst(hand);
  expect(await everythingReadable(page)).toContain(MARKER);
  await page.getByRole('button', { name: vault.lock, exact: true }).click();
  await page.getByText(kept.locked).waitFor();
  await expectNoWordOf(page);
  await page.getByRole('link', { name: nav.long, exact: true }).click();
  await page.waitForURL('**/long/');
  await page.goBack();
  await page.getByText(kept.locked).waitFor();
  await expectNoWordOf(page);
  await page.reload();
  await page.getByText(kept.locked).waitFor();
  await expectNoWordOf(page);
});

test('shows nothing to whoever comes back to a page that was left unlocked', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await keepOne(hand);
  await openKept(hand);
  await readFirst(hand);
  await page.goto('/health');
  await page.goBack();
  await page.getByText(hand.words.kept.locked).waitFor();
  await expectNoWordOf(page);
});

test('clears a page before the browser puts it aside, and loads it anew when it is taken up again', async ({
  open,
}) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await keepOne(hand);
  await openKept(hand);
  await readFirst(hand);
  const aside = await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    return document.body.innerText;
  });
  expect(aside).not.toContain(MARKER);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.getByText(hand.words.kept.locked).waitFor();
  await expectNoWordOf(page);
});

test('locks on a shared computer as soon as the page is hidden, with nothing left on it', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await keepOne(hand, 'shared');
  await openKept(hand);
  await readFirst(hand);
  await hide(page);
  await page.getByText(hand.words.kept.locked).waitFor();
  await expectNoWordOf(page);
});

test('locks every tab at once, and a tab that only reads says so', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { vault, kept, errors } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  const second = await page.context().newPage();
  const other = await handOf(second, 'en');
  await openKept(other);
  await readFirst(other);
  await second.getByText(errors['other-tab']).first().waitFor();
  await press(other, kept.eraseOne);
  await press(other, kept.confirmErase);
  await second.getByRole('alert').getByText(errors['other-tab']).waitFor();
  await page.getByRole('button', { name: vault.lock, exact: true }).click();
  await second.getByText(kept.locked).waitFor();
  await expectNoWordOf(second);
});

test('keeps with a passkey and opens with it again, and takes a passphrase as a second way in', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { vault, settings } = hand.words;
  await giveAuthenticator(page, true);
  await writeOne(hand);
  await goToKeep(hand);
  await press(hand, vault.own);
  await press(hand, vault.passkey);
  await press(hand, vault.passkeyMake);
  await seeHeading(hand, vault.second);
  await fillPassphrase(hand, vault.newPassphrase, 'fire små våde sten');
  await press(hand, settings.addPassphrase);
  await seeHeading(hand, vault.chosen);
  await page.goto('/en/kept/');
  await follow(hand, vault.unlock);
  await press(hand, vault.withPasskey);
  await page.waitForURL('**/en/kept/');
  await readFirst(hand);
  await openKept(hand);
  await readFirst(hand);
});

test('says so when the authenticator can lock nothing, and what was written is still there', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { vault, errors } = hand.words;
  await giveAuthenticator(page, false);
  await writeOne(hand);
  await goToKeep(hand);
  await press(hand, vault.own);
  await press(hand, vault.passkey);
  await press(hand, vault.passkeyMake);
  await page.getByRole('alert').getByText(errors['passkey-no-prf']).waitFor();
  await page.getByRole('button', { name: hand.words.nav.back }).click();
  await press(hand, vault.passphrase);
  await fillPassphrase(hand, vault.newPassphrase, 'fire små våde sten');
  await press(hand, vault.keep);
  await press(hand, vault.later);
  await openKept(hand);
  await readFirst(hand);
});

test('keeps nothing when that is chosen, and a reload is empty', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { vault, kept } = hand.words;
  await writeOne(hand);
  await goToKeep(hand);
  await press(hand, vault.shared);
  await press(hand, vault.nothing);
  await seeHeading(hand, vault.nothingChosen);
  await page.goto('/en/kept/');
  await page.getByText(kept.state.nothing).waitFor();
  await page.getByText(kept.empty).waitFor();
  await expectNoWordOf(page);
});

test('tells an iPhone about the home screen before anything is kept', async ({ open }) => {
  const page = await open('/en/');
  await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: false }));
  const hand = await handOf(page, 'en');
  const { vault } = hand.words;
  await writeOne(hand);
  await follow(hand, vault.keepHeading);
  await seeHeading(hand, vault.safariHeading);
  await page.getByText(vault.safari).waitFor();
  await expectAccessible(page);
  await press(hand, vault.safariGoOn);
  await choosePassphrase(hand);
});

test('says on every place that what was written lies only on the page, and leads to keeping it', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { vault, nav } = hand.words;
  expect(await page.getByText(vault.memory).count()).toBe(0);
  await writeOne(hand);
  await follow(hand, hand.words.endings.home);
  await page.getByRole('link', { name: nav.meeting, exact: true }).click();
  await page.getByRole('status').getByText(vault.memory).waitFor();
  await follow(hand, vault.keepIt);
  await seeHeading(hand, vault.where);
});

test('is walked by keyboard alone, each stage announced by its heading', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { vault } = hand.words;
  await writeOne(hand);
  await goToKeep(hand);
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  expect(await focused()).toBe(vault.keepHeading);
  const pressFocused = async (name: string) => {
    for (let tabs = 0; tabs < 9 && !(await focused()).includes(name); tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  };
  await pressFocused(vault.own);
  await seeHeading(hand, vault.wayHeading);
  expect(await focused()).toBe(vault.wayHeading);
  await pressFocused(vault.passphrase);
  await seeHeading(hand, vault.newPassphrase);
  await page.keyboard.press('Tab');
  await page.keyboard.type('fire små våde sten');
  await page.keyboard.press('Tab');
  await page.keyboard.type('fire små våde sten');
  await page.keyboard.press('Enter');
  await seeHeading(hand, vault.second);
  expect(await focused()).toBe(vault.second);
  await pressFocused(vault.later);
  await seeHeading(hand, vault.chosen);
});
