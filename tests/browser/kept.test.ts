import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { expectAccessible, schemesToLookAt } from './axe.ts';
import {
  expectNoWordOf,
  follow,
  handOf,
  hide,
  keepOne,
  MARKER,
  openKept,
  press,
  readFirst,
  unlock,
  type Hand,
} from './keep-device.ts';
import { test } from './page.ts';

for (const language of LANGUAGES) {
  test(`says what is kept and where, with nothing written yet, accessible in ${language}`, async ({ open }) => {
    for (const scheme of schemesToLookAt(language)) {
      const page = await open(`/${language}/kept/`, { scheme, size: 'smallest-phone' });
      const { kept } = (await handOf(page, language)).words;
      await page.getByText(kept.empty).waitFor();
      for (const text of [
        kept.state.memory,
        kept.serverNothing,
        kept.outsideNone,
        kept.nobody,
        kept.employer,
        kept.code,
      ])
        expect(await page.getByText(text).count(), text).toBe(1);
      await expectAccessible(page);
    }
  });

  test(`lists what was written, reads it in the words of its practice, and prints it, in ${language}`, async ({
    open,
  }) => {
    const page = await open(`/${language}/`);
    const hand = await handOf(page, language);
    const { kept, settings } = hand.words;
    await keepOne(hand);
    await openKept(hand);
    await page.getByText(kept.entries.replace('{n}', '1')).waitFor();
    await page.getByText(kept.outsideThings.lock).waitFor();
    await readFirst(hand);
    expect(await page.getByRole('main').getByRole('heading', { level: 3 }).count()).toBe(1);
    await follow(hand, settings.exportPrint);
    await page.getByRole('heading', { level: 1, name: settings.printHeading }).waitFor();
    await page.getByText(MARKER).waitFor();
    await expectAccessible(page);
    await page.emulateMedia({ media: 'print' });
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe('rgb(255, 255, 255)');
  });
}

test('erases one entry on the second tap, and not on the first', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { kept, endings } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await readFirst(hand);
  await press(hand, kept.eraseOne);
  await press(hand, kept.letLie);
  await page.getByText(MARKER).waitFor();
  await press(hand, kept.eraseOne);
  await press(hand, kept.confirmErase);
  await page.getByText(kept.empty).waitFor();
  await page.getByRole('status').getByText(endings.erased).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(kept.list);
  await expectNoWordOf(page);
  await page.reload();
  await follow(hand, hand.words.vault.unlock);
  await unlock(hand);
  await page.getByText(kept.empty).waitFor();
});

test('tells how much waits behind the lock, and has it there after unlocking', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { kept } = hand.words;
  await keepOne(hand);
  await page.goto('/en/');
  await writeLocked(hand);
  await page.goto('/en/kept/');
  await page.getByText(kept.waiting).waitFor();
  await expectNoWordOf(page);
  await openKept(hand);
  await page.getByText(kept.entries.replace('{n}', '2')).waitFor();
});

test('shows a practice that was begun, and leads back into it', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { kept, kinds, player } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await page.getByRole('link', { name: hand.words.nav.all, exact: true }).click();
  await page.getByRole('searchbox').fill('price');
  await page.getByRole('main').locator('a[href$="/practice/price-ledger/"]').first().click();
  await press(hand, kinds.writeStone);
  await page.getByLabel(kinds.writeStone).fill('half a thought');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'half a thought' }).waitFor();
  // A run that is left is put away a moment later.
  await expect.poll(() => countDrafts(page)).toBe(1);
  await page.goBack();
  await page.getByRole('link', { name: hand.words.nav.settings, exact: true }).first().click();
  await follow(hand, hand.words.nav.kept);
  await page.getByText(kept.drafts.replace('{n}', '1')).waitFor();
  await page.getByRole('link', { name: kept.goOn.split('{title}')[0]! }).click();
  await press(hand, player.resume);
  await page.getByRole('button', { name: 'half a thought' }).waitFor();
});

test('shows nothing of a printed page once it locks', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { settings, kept } = hand.words;
  await keepOne(hand, 'shared');
  await openKept(hand);
  await follow(hand, settings.exportPrint);
  await page.getByText(MARKER).waitFor();
  await hide(page);
  await page.getByText(kept.locked).waitFor();
  await expectNoWordOf(page);
});

test('says that the browser has emptied the storage, and how a backup comes back', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { errors, vault, kept } = hand.words;
  await keepOne(hand);
  await page.goto('/health');
  await page.evaluate(
    () => new Promise((resolve) => (indexedDB.deleteDatabase('ballast').onsuccess = () => resolve(null))),
  );
  await page.goto('/en/kept/');
  const notice = page.getByRole('status').filter({ hasText: errors.evicted });
  await notice.waitFor();
  await expectAccessible(page);
  await notice.getByRole('button', { name: vault.close }).click();
  await notice.waitFor({ state: 'detached' });
  expect(await page.getByText(errors.evicted).count()).toBe(1);
  expect(await page.getByRole('heading', { name: kept.findings }).count()).toBe(1);
});

async function writeLocked(hand: Hand): Promise<void> {
  const { page, words, language } = hand;
  await page.goto(`/${language}/practice/price-ledger/`);
  await press(hand, words.kinds.writeStone);
  await page.getByLabel(words.kinds.writeStone).fill(MARKER);
  await page.keyboard.press('Enter');
  await press(hand, words.player.enough);
  await page.getByText(words.endings.endedLocked).first().waitFor();
}

const countDrafts = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('ballast');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('drafts').objectStore('drafts').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
