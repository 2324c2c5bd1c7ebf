import { expect } from 'vitest';
import { LANGUAGES, type Language } from '#content/words/languages.ts';
import { expectAccessible } from './axe.ts';
import {
  expectNoWordOf,
  everythingReadable,
  follow,
  handOf,
  hide,
  MARKER,
  openFold,
  press,
  readFirst,
  seeHeading,
  type Hand,
} from './keep-device.ts';
import { test, type Open } from './page.ts';

/** Nothing is kept on this device, and whose it is has been said. */
async function keepNothing(open: Open, where: 'own' | 'shared', language: Language = 'en'): Promise<Hand> {
  const page = await open(`/${language}/keep/`, { size: 'smallest-phone' });
  const hand = await handOf(page, language);
  await press(hand, hand.words.vault[where]);
  await press(hand, hand.words.vault.nothing);
  await seeHeading(hand, hand.words.vault.nothingChosen);
  return hand;
}

const field = ({ page, words }: Hand) => page.getByLabel(words.kinds.writeStone);

/** Under a clock of the test's: a practice that is under way, with words in a field. */
async function writeInField(hand: Hand): Promise<void> {
  const { page, words, language } = hand;
  await page.clock.install();
  await page.goto(`/${language}/practice/price-ledger/`);
  await press(hand, words.kinds.writeStone);
  await field(hand).fill(MARKER);
}

/** From there: the words are in memory, and are read where everything that is kept is listed. */
async function readInList(hand: Hand): Promise<void> {
  const { page, words } = hand;
  await page.keyboard.press('Enter');
  await press(hand, words.player.enough);
  await page.getByText(words.endings.endedForgets).waitFor();
  await follow(hand, words.endings.home);
  await page.getByRole('link', { name: words.nav.settings, exact: true }).first().click();
  await follow(hand, words.nav.kept);
  await readFirst(hand);
}

const notice = ({ page }: Hand, text: string) => page.getByRole('alert').filter({ hasText: text });

for (const language of LANGUAGES) {
  test(`says beforehand, and half a minute before, what goes from a shared computer, in ${language}`, async ({
    open,
  }) => {
    const page = await open(`/${language}/keep/`, { size: 'smallest-phone' });
    const hand = await handOf(page, language);
    const { vault, quay } = hand.words;
    await press(hand, vault.shared);
    await page.getByText(vault.nothingSharedHint).waitFor();
    await press(hand, vault.nothing);
    await page.getByText(vault.nothingSharedLead).waitFor();
    await expectAccessible(page);
    await writeInField(hand);
    await page.clock.runFor('01:40');
    await notice(hand, vault.forgetsSoon).waitFor();
    await press(hand, vault.stillHere);
    await notice(hand, vault.forgetsSoon).waitFor({ state: 'detached' });
    expect(await field(hand).inputValue()).toBe(MARKER);
    await page.clock.runFor('01:45');
    await notice(hand, vault.forgetsSoon).waitFor();
    await expectAccessible(page);
    await page.clock.runFor('02:05');
    await notice(hand, vault.forgotten).waitFor();
    await expectAccessible(page);
    await press(hand, vault.close);
    await notice(hand, vault.forgotten).waitFor({ state: 'detached' });
    await page.goto(`/${language}/day/`);
    await page.getByText(quay.untilGone).waitFor();
  });
}

test('forgets a practice that is under way, and shows its first step again', async ({ open }) => {
  const hand = await keepNothing(open, 'shared');
  await writeInField(hand);
  expect(await everythingReadable(hand.page)).toContain(MARKER);
  await hand.page.clock.runFor('02:05');
  await notice(hand, hand.words.vault.forgotten).waitFor();
  await hand.page.getByRole('button', { name: hand.words.kinds.writeStone }).first().waitFor();
  await expectNoWordOf(hand.page);
});

test('forgets what lies in memory, and lists nothing any more', async ({ open }) => {
  const hand = await keepNothing(open, 'shared');
  const { page, words } = hand;
  await writeInField(hand);
  await readInList(hand);
  await page.clock.runFor('02:05');
  await notice(hand, words.vault.forgotten).waitFor();
  await page.getByText(words.kept.empty).waitFor();
  await expectNoWordOf(page);
});

test('forgets nothing for a glance at another window, and everything when nobody comes back', async ({ open }) => {
  const hand = await keepNothing(open, 'shared');
  const { page, words } = hand;
  await writeInField(hand);
  await hide(page);
  await page.clock.runFor('01:50');
  expect(await field(hand).inputValue()).toBe(MARKER);
  await page.clock.runFor('00:15');
  await notice(hand, words.vault.forgotten).waitFor();
  await expectNoWordOf(page);
});

test('forgets when the page is left, and brings nothing back with it', async ({ open }) => {
  const hand = await keepNothing(open, 'shared');
  const { page } = hand;
  await writeInField(hand);
  const aside = await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    return document.body.outerHTML;
  });
  expect(aside).not.toContain(MARKER);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.getByRole('button', { name: hand.words.kinds.writeStone }).first().waitFor();
  await expectNoWordOf(page);
});

test('forgets in every window of a shared computer, also in one that was open before', async ({ open }) => {
  const first = await open('/en/');
  const page = await first.context().newPage();
  const hand = await handOf(page, 'en');
  await writeInField(hand);
  const other = await handOf(first, 'en');
  await first.goto('/en/keep/');
  await press(other, other.words.vault.shared);
  await press(other, other.words.vault.nothing);
  await seeHeading(other, other.words.vault.nothingChosen);
  await expect
    .poll(async () => {
      await page.clock.runFor('02:05');
      return notice(hand, hand.words.vault.forgotten).count();
    })
    .toBe(1);
  await expectNoWordOf(page);
});

test('does not forget by itself on an own phone', async ({ open }) => {
  const hand = await keepNothing(open, 'own');
  const { page, words } = hand;
  await writeInField(hand);
  await hide(page);
  await page.clock.runFor('30:00');
  expect(await field(hand).inputValue()).toBe(MARKER);
  await page.getByText(words.player.enough).waitFor();
});

test('waits while a turn runs that the people at the computer can see', async ({ open }) => {
  const hand = await keepNothing(open, 'shared');
  const { page, words } = hand;
  await page.clock.install();
  await page.goto('/en/practice/fishing-bench/');
  const begin = page.getByRole('main').getByRole('button', { name: words.kinds.startTurn, exact: true });
  await page.getByRole('button', { name: words.player.enough }).waitFor();
  for (let screens = 0; screens < 12 && (await begin.count()) === 0; screens += 1)
    await page.getByRole('main').getByRole('button', { name: words.player.next, exact: true }).click();
  await begin.click();
  await page.clock.runFor('04:00');
  expect(await notice(hand, words.vault.forgotten).count()).toBe(0);
  await hide(page);
  await page.clock.runFor('02:05');
  await notice(hand, words.vault.forgotten).waitFor();
});

/** What lies over the page, opened by its link, with the time told half a minute before everything goes. */
const untilSoon = { acute: '06:40', help: '01:40' } as const;

const openOver = ({ page, words }: Hand, layer: 'acute' | 'help') =>
  page
    .getByRole('link', { name: layer === 'acute' ? words.now.acute : words.quay.help })
    .first()
    .click();

for (const layer of ['acute', 'help'] as const)
  test(`says beforehand over ${layer} that what lies below goes, and goes on at a tap there`, async ({ open }) => {
    const hand = await keepNothing(open, 'shared');
    const { page, words } = hand;
    const { vault } = words;
    await writeInField(hand);
    await openOver(hand, layer);
    const over = page.getByRole('dialog');
    await over.getByRole('heading', { level: 1 }).waitFor();
    await page.clock.runFor(untilSoon[layer]);
    await over.getByRole('alert').filter({ hasText: vault.forgetsSoon }).waitFor();
    expect(await notice(hand, vault.forgetsSoon).count()).toBe(1);
    await expectAccessible(page);
    await over.getByRole('button', { name: vault.stillHere }).click();
    await notice(hand, vault.forgetsSoon).waitFor({ state: 'detached' });
    await page.clock.runFor('01:35');
    await over.getByRole('alert').filter({ hasText: vault.forgetsSoon }).waitFor();
    await page.clock.runFor('00:35');
    await over.getByRole('alert').filter({ hasText: vault.forgotten }).waitFor();
    await page.keyboard.press('Escape');
    await over.waitFor({ state: 'detached' });
    await notice(hand, vault.forgotten).waitFor();
    await expectNoWordOf(page);
  });

test('waits while somebody sits still in the break, and not for ever', async ({ open }) => {
  const hand = await keepNothing(open, 'shared');
  const { page } = hand;
  await writeInField(hand);
  await openOver(hand, 'acute');
  await page.getByRole('dialog').waitFor();
  await page.clock.runFor('06:20');
  await page.keyboard.press('Escape');
  expect(await field(hand).inputValue()).toBe(MARKER);
});

test('says so over a question that lies over the page, and goes on at a tap there', async ({ open }) => {
  const hand = await keepNothing(open, 'shared');
  const { page, words } = hand;
  await writeInField(hand);
  await readInList(hand);
  await page.getByRole('link', { name: words.nav.settings, exact: true }).first().click();
  await openFold(hand, words.settings.eraseAll);
  await page.getByRole('main').getByRole('button', { name: words.settings.eraseAll }).click();
  const over = page.getByRole('dialog');
  await page.clock.runFor('01:40');
  await over.getByRole('button', { name: words.vault.stillHere }).click();
  await over.getByRole('alert').waitFor({ state: 'detached' });
  expect(await over.isVisible()).toBe(true);
});

test('counts anew when the clock is set back, instead of forgetting', async ({ open }) => {
  const hand = await keepNothing(open, 'shared');
  const { page, words } = hand;
  await writeInField(hand);
  await page.clock.setSystemTime(new Date(Date.now() - 3_600_000));
  await page.clock.runFor('00:30');
  expect(await field(hand).inputValue()).toBe(MARKER);
  await page.clock.runFor('01:40');
  await notice(hand, words.vault.forgotten).waitFor();
  await expectNoWordOf(page);
});
