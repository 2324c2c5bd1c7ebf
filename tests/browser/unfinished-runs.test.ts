import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { expectAccessible } from './axe.ts';
import { draftOf, PRACTICE, run } from './bad-days-device.ts';
import { callVault } from './call-vault.ts';
import {
  expectNoWordOf,
  follow,
  handOf,
  keepOne,
  MARKER,
  openKept,
  PASSPHRASE,
  press,
  seeHeading,
  unlock,
} from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { test } from './page.ts';
import { readPractice } from './read-practice.ts';
import { everythingStored } from './vault-device.ts';

const stone = ({ page }: Hand, text: string) => page.getByRole('button', { name: text });
const pathOf = ({ language }: Hand) => `/${language}/practice/${PRACTICE}/`;

/** A stone of the helper's own, in a run that goes on. It is put away a moment later. */
async function writeStone(hand: Hand, text: string): Promise<void> {
  const { page, words } = hand;
  const put = async () => statesOf(page);
  const field = page.getByLabel(words.kinds.writeStone).first();
  // It stays open from one stone to the next.
  if (!(await field.isVisible())) await press(hand, words.kinds.writeStone);
  await field.fill(text);
  const before = await put();
  await page.keyboard.press('Enter');
  await stone(hand, text).waitFor();
  await expect.poll(put).not.toBe(before);
}

/** What is unfinished; while it is locked, how much waits. */
async function statesOf(page: Page): Promise<string> {
  const found = await callVault(page, 'drafts');
  return found.ok ? JSON.stringify(found.value) : String(await lettersIn(page));
}

const lettersIn = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('ballast');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('inbox').objectStore('inbox').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

/** Within the page, so that it stays unlocked. */
async function goToPractice({ page, words, language }: Hand): Promise<void> {
  await page.getByRole('link', { name: words.nav.all, exact: true }).first().click();
  await page.getByRole('searchbox').fill((await readPractice(PRACTICE, language)).prose.title);
  await page.getByRole('main').locator(`a[href$="/practice/${PRACTICE}/"]`).first().click();
}

/** Opens the practice anew, locked, and unlocks on the way that the screen shows. */
async function unlockThere(hand: Hand): Promise<void> {
  const { page, words } = hand;
  await page.goto(pathOf(hand));
  await page.getByRole('main').getByRole('link', { name: words.vault.unlock }).click();
  await unlock(hand);
  await page.waitForURL(`**${pathOf(hand)}`);
}

for (const language of LANGUAGES)
  test(`offers what is unfinished, the newest first and round to the others, accessible in ${language}`, async ({
    open,
  }) => {
    const page = await open(`/${language}/kept/`, { size: 'smallest-phone' });
    const hand = await handOf(page, language);
    const { kept, player } = hand.words;
    await page.getByText(kept.empty).waitFor();
    for (const [id, text] of Object.entries({ a: 'The older one', b: 'The newer one' }))
      await callVault(page, 'saveDraft', PRACTICE, id, draftOf(1, run(text).answers));
    await goToPractice(hand);
    await page.getByText(player.resumeHint).waitFor();
    await expectAccessible(page);
    await press(hand, player.another);
    await press(hand, player.another);
    await press(hand, player.resume);
    await stone(hand, 'The newer one').waitFor();
  });

test('a run begun while locked stands beside an older one, and each is gone on with in its turn', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { player, endings } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await goToPractice(hand);
  await writeStone(hand, 'The older one');
  await page.goto(pathOf(hand));
  await writeStone(hand, 'Begun while locked');
  await unlockThere(hand);
  await press(hand, player.another);
  await press(hand, player.resume);
  await stone(hand, 'The older one').waitFor();
  await page.goto(pathOf(hand));
  await unlockThere(hand);
  await press(hand, player.resume);
  await stone(hand, 'Begun while locked').waitFor();
  await press(hand, player.enough);
  await page.getByText(endings.endedSaved).waitFor();
  await follow(hand, endings.home);
  await goToPractice(hand);
  await page.getByText(player.resumeHint).waitFor();
  expect(await page.getByRole('button', { name: player.another }).count()).toBe(0);
  await press(hand, player.resume);
  await stone(hand, 'The older one').waitFor();
});

test('starting over gives up the run that is offered, and leaves the other', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { player } = hand.words;
  await keepOne(hand);
  for (const text of ['The first', 'The second']) {
    await page.goto(pathOf(hand));
    await writeStone(hand, text);
  }
  await unlockThere(hand);
  await press(hand, player.startOver);
  await page.getByRole('button', { name: player.enough }).waitFor();
  await expect.poll(() => statesOf(page)).not.toContain('The second');
  await page.goto(pathOf(hand));
  await unlockThere(hand);
  await press(hand, player.resume);
  await stone(hand, 'The first').waitFor();
});

test('a practice that was opened and not begun leaves nothing to go on with when it locks', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await keepOne(hand);
  await openKept(hand);
  await goToPractice(hand);
  await page.getByRole('button', { name: hand.words.player.enough }).waitFor();
  await callVault(page, 'lock');
  await seeHeading(hand, hand.words.vault.locked);
  await unlockThere(hand);
  await page.getByRole('button', { name: hand.words.player.enough }).waitFor();
  expect(await statesOf(page)).toBe('[]');
});

describe('in two windows', () => {
  /** Two windows of one helper, both unlocked: the first one writes behind the lock, the second one reads. */
  async function twoWindows(page: Page): Promise<readonly [Hand, Hand]> {
    const first = await handOf(page, 'en');
    await keepOne(first);
    await openKept(first);
    const second = await handOf(await page.context().newPage(), 'en');
    await openKept(second);
    return [first, second];
  }

  test('a run that one has open goes on in the other as a run of its own, and neither writes over the other', async ({
    open,
  }) => {
    const page = await open('/en/');
    const [first, second] = await twoWindows(page);
    const { player } = first.words;
    await goToPractice(first);
    await writeStone(first, 'Of both');
    await goToPractice(second);
    await press(second, player.resume);
    await writeStone(second, 'Of the second');
    await writeStone(first, 'Of the first');

    const found = await callVault(page, 'drafts', PRACTICE);
    const texts = found.ok ? found.value.map(({ state }) => JSON.stringify(state)) : [];
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toContain('Of both');
    expect(texts.filter((text) => text.includes('Of the first') !== text.includes('Of the second'))).toHaveLength(2);

    await press(second, player.enough);
    await second.page.getByText(second.words.endings.endedLocked).waitFor();
    await expect.poll(() => statesOf(page)).not.toContain('Of the second');
    expect(await statesOf(page)).toContain('Of the first');
  });

  test('a run that was closed in one is gone on with in the other as itself', async ({ open }) => {
    const page = await open('/en/');
    const [first, second] = await twoWindows(page);
    await goToPractice(second);
    await writeStone(second, 'Closed again');
    await second.page.close();
    await goToPractice(first);
    await press(first, first.words.player.resume);
    await writeStone(first, 'Gone on with');
    const found = await callVault(page, 'drafts', PRACTICE);
    expect(found.ok && found.value.length).toBe(1);
  });

  test('a run in memory goes behind the lock that the other one chooses, as it stands on the page', async ({
    open,
  }) => {
    const page = await open(`/en/practice/${PRACTICE}/`);
    const hand = await handOf(page, 'en');
    await writeStone(hand, 'In memory');
    // From now on no moment passes: what comes next is on the page, and put away nowhere.
    await page.evaluate(() => Object.assign(window, { later: window.setTimeout, setTimeout: () => 0 }));
    await page.getByLabel(hand.words.kinds.writeStone).first().fill('On the page');
    await page.keyboard.press('Enter');
    await stone(hand, 'On the page').waitFor();
    const other = await page.context().newPage();
    await other.goto('/en/day/');
    await other.getByRole('heading', { level: 1 }).waitFor();
    await callVault(other, 'choosePassphrase', PASSPHRASE, { kind: 'own', minutes: 5 });
    await seeHeading(hand, hand.words.vault.locked);
    await page.evaluate(() => Object.assign(window, { setTimeout: Reflect.get(window, 'later') }));
    await expectNoWordOf(page, 'In memory');
    await page.getByRole('main').getByRole('link', { name: hand.words.vault.unlock }).click();
    await unlock(hand);
    await press(hand, hand.words.player.resume);
    await stone(hand, 'In memory').waitFor();
    await stone(hand, 'On the page').waitFor();
    const found = await callVault(other, 'drafts');
    expect(found.ok && found.value.length).toBe(1);
  });

  test('a run begun while locked in a third is found in the one that is open', async ({ open }) => {
    const page = await open('/en/');
    const [, second] = await twoWindows(page);
    const third = await handOf(await page.context().newPage(), 'en');
    await third.page.goto(pathOf(third));
    await writeStone(third, MARKER);
    expect(await everythingStored(third.page)).not.toContain(MARKER);
    await goToPractice(second);
    await press(second, second.words.player.resume);
    await stone(second, MARKER).waitFor();
  });
});
