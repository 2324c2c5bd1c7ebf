import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { expectAccessible, schemesToLookAt } from './axe.ts';
import { callVault } from './call-vault.ts';
import { fetchLanguage } from './fetch-language.ts';
import { expectNoWordOf, handOf, hide, unlock } from './keep-device.ts';
import { test } from './page.ts';
import { readPractice } from './read-practice.ts';
import { everythingStored } from './vault-device.ts';

const PASSPHRASE = 'four plain words here';
const { day: words, player, endings, nav, now, settings, kept } = await loadWords('en');

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const pressKnob = (page: Page, name: string) =>
  page.getByRole('radio', { name: new RegExp(`^${name}`) }).check({ force: true });
const checkIns = async (page: Page) => {
  const found = await callVault(page, 'entries', { kind: 'check-in' });
  return found.ok ? found.value.entries.map(({ answers }) => answers) : found.error.type;
};

describe.each(LANGUAGES)('in %s', (language) => {
  test('a check-in goes from the button to what comes after, and can be erased again', async ({ open }) => {
    const { day, player: playing } = await loadWords(language);
    const page = await open(`/${language}/day/`);
    await pressKnob(page, day.alarm);
    await press(page, day.only);
    await heading(page, day.budget).waitFor();
    await press(page, day.ins.sleep);
    await press(page, day.outs.unrest);
    await press(page, day.toLine);
    await page.getByRole('textbox', { name: day.linePrompt }).fill('Two of us, all day.');
    expect(await page.getByText(playing.noNames).isVisible()).toBe(true);
    await press(page, day.save);

    await heading(page, day.receive.alarm).waitFor();
    expect(await checkIns(page)).toEqual([
      { button: 'alarm', in: ['sleep'], out: ['unrest'], line: 'Two of us, all day.' },
    ]);
    expect(await page.getByRole('link', { name: day.next.alarm }).getAttribute('href')).toBe(
      `/${language}/practice/button-check/`,
    );
    expect(await page.getByRole('link', { name: day.next.tell }).isVisible()).toBe(true);

    await press(page, day.undo);
    await heading(page, day.erased).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(day.erased);
    expect(await checkIns(page)).toEqual([]);
  });

  test.for(schemesToLookAt(language))('every stage is accessible, %s', async (scheme, { open }) => {
    const { day, vault } = await loadWords(language);
    const page = await open(`/${language}/day/`, { scheme, size: 'smallest-phone' });
    const practice = page.getByRole('link', { name: (await readPractice('body-budget', language)).prose.title });
    await practice.waitFor();
    await expectAccessible(page);
    await pressKnob(page, day.start);
    await press(page, day.only);
    await press(page, day.outs.change);
    await expectAccessible(page);
    await press(page, day.toLine);
    await expectAccessible(page);
    await press(page, day.save);
    await page.getByText(vault.memory).waitFor();
    await expectAccessible(page);
    await press(page, day.toDay);
    await heading(page, day.today).waitFor();
    await practice.waitFor();
    await expectAccessible(page);
  });
});

test('from a cold start, locked, five taps lay it behind the lock', async ({ open }) => {
  const first = await open('/en/day/');
  await heading(first, words.heading).waitFor();
  await callVault(first, 'choosePassphrase', PASSPHRASE, { kind: 'own', minutes: 5 });
  await callVault(first, 'lock');
  await first.close();

  const page = await first.context().newPage();
  await page.goto('/en/');
  let taps = 0;
  const tap = async (role: 'link' | 'radio' | 'button', name: RegExp) => {
    taps += 1;
    await page
      .getByRole(role, { name })
      .first()
      .click({ force: role === 'radio' });
  };
  await tap('link', new RegExp(`^${nav.day}$`));
  await tap('radio', new RegExp(`^${words.pause}`));
  await tap('button', new RegExp(`^${words.only}$`));
  await tap('button', new RegExp(`^${words.ins.rest}$`));
  await tap('button', new RegExp(`^${words.save}$`));
  await heading(page, words.receive.pause).waitFor();
  expect(taps).toBeLessThanOrEqual(5);
  expect(await page.getByText(endings.endedLocked).isVisible()).toBe(true);
  expect(await checkIns(page)).toBe('locked');

  await callVault(page, 'unlockWithPassphrase', PASSPHRASE);
  await expect.poll(() => checkIns(page)).toEqual([{ button: 'pause', in: ['rest'] }]);
});

test('a step back keeps what was chosen, by the link and by the browser', async ({ open }) => {
  const page = await open('/en/day/');
  await pressKnob(page, words.alarm);
  await press(page, words.only);
  await press(page, words.outs.change);
  await press(page, words.toLine);
  await page.getByRole('textbox').fill('Later');
  await press(page, nav.back);
  await heading(page, words.budget).waitFor();
  expect(await page.getByRole('button', { name: words.outs.change, exact: true }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  await page.goBack();
  await heading(page, words.heading).waitFor();
  expect(await page.getByRole('radio', { name: new RegExp(`^${words.alarm}`) }).isChecked()).toBe(true);
  await press(page, words.only);
  await press(page, words.toLine);
  expect(await page.getByRole('textbox').inputValue()).toBe('Later');
});

test('nothing is asked for: with nothing chosen one may leave, and nothing is kept', async ({ open }) => {
  const page = await open('/en/day/');
  await press(page, words.none);
  await press(page, player.enough);
  await heading(page, words.heading).waitFor();
  expect(await checkIns(page)).toEqual([]);
});

test('the keyboard alone reaches every step, and the new heading has the focus', async ({ open }) => {
  const page = await open('/en/day/', { size: 'desktop' });
  await page.getByRole('radio', { name: new RegExp(`^${words.alarm}`) }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await heading(page, words.budget).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.budget);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.getByRole('button', { name: words.ins.sleep, exact: true }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  await page.getByRole('button', { name: words.save, exact: true }).focus();
  await page.keyboard.press('Enter');
  await heading(page, words.receive.start).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.receive.start);
});

/** Nothing of a check-in stands on the board, nor behind it. */
async function seeEmptyBoard(page: Page): Promise<void> {
  await heading(page, words.heading).waitFor();
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await press(page, words.none);
  await press(page, words.toLine);
  expect(await page.getByRole('textbox').inputValue()).toBe('');
  await page.goBack();
  await page.goBack();
}

/** From the first button to a line that is not kept yet. */
async function writeLine(page: Page, line: string): Promise<void> {
  await pressKnob(page, words.alarm);
  await press(page, words.only);
  await press(page, words.outs.change);
  await press(page, words.toLine);
  await page.getByRole('textbox').fill(line);
}

const unfinished = async (page: Page): Promise<unknown[]> => {
  const found = await callVault(page, 'drafts', 'check-in');
  return found.ok ? found.value.map(({ state }) => state) : [found.error.type];
};
/** From now on it is this moment, and stays it. The browser's own list of what was loaded is left as it is. */
const setMoment = (page: Page, moment: string) =>
  page.evaluate((at) => {
    class Fixed extends Date {
      constructor(...given: unknown[]) {
        super(...((given.length === 0 ? [at] : given) as []));
      }
      static override now = () => at;
    }
    Object.assign(globalThis, { Date: Fixed });
  }, new Date(moment).getTime());
const goOn = (page: Page) => press(page, player.resume);
const MARKER = 'MARKER-two-of-us-all-day';

describe('an unfinished check-in', () => {
  test('is off the page when it locks, readable nowhere, and as it was once it is unlocked', async ({ open }) => {
    const page = await open('/en/day/');
    await heading(page, words.heading).waitFor();
    await callVault(page, 'choosePassphrase', PASSPHRASE, { kind: 'shared' });
    await writeLine(page, MARKER);
    await hide(page);
    await seeEmptyBoard(page);
    await expectNoWordOf(page, MARKER);
    await page.getByRole('link', { name: now.unlock }).click();
    await unlock(await handOf(page, 'en'), PASSPHRASE);

    await heading(page, player.resumeHint).waitFor();
    await expectAccessible(page);
    await goOn(page);
    await heading(page, words.line).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe(MARKER);
    await press(page, nav.back);
    const stone = page.getByRole('button', { name: words.outs.change, exact: true });
    expect(await stone.getAttribute('aria-pressed')).toBe('true');
    await press(page, words.save);
    await heading(page, words.receive.alarm).waitFor();
    expect(await checkIns(page)).toEqual([{ button: 'alarm', out: ['change'], line: MARKER }]);
    await expect.poll(() => unfinished(page)).toEqual([]);
  });

  test('written while locked on a shared computer is off the page when that is left, and waits behind the lock', async ({
    open,
  }) => {
    const page = await open('/en/day/');
    await heading(page, words.heading).waitFor();
    await callVault(page, 'choosePassphrase', PASSPHRASE, { kind: 'shared' });
    await hide(page);
    await page.getByRole('link', { name: now.unlock }).waitFor();
    for (const line of ['The first one', MARKER]) {
      await writeLine(page, line);
      await hide(page);
      await seeEmptyBoard(page);
      await expectNoWordOf(page, line);
    }
    await page.getByRole('link', { name: now.unlock }).click();
    await unlock(await handOf(page, 'en'), PASSPHRASE);
    await goOn(page);
    await heading(page, words.line).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe(MARKER);
    expect(await unfinished(page)).toHaveLength(2);
  });

  test('is of the day on which it was begun, however late it is finished', async ({ open }) => {
    const page = await open('/en/day/');
    await heading(page, words.heading).waitFor();
    await callVault(page, 'chooseNothing', { kind: 'own', minutes: 5 });
    await setMoment(page, '2026-11-23T15:00:00');
    await writeLine(page, MARKER);
    await page.getByRole('link', { name: nav.now, exact: true }).first().click();
    await expect.poll(() => unfinished(page)).toHaveLength(1);
    await setMoment(page, '2026-11-26T15:00:00');
    await page.getByRole('link', { name: nav.day, exact: true }).first().click();
    await goOn(page);
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe(MARKER);
    await page.getByRole('textbox').fill('Finished on Thursday');
    await press(page, words.save);
    await heading(page, words.receive.alarm).waitFor();
    const found = await callVault(page, 'entries', { kind: 'check-in' });
    const at = new Date('2026-11-23T15:00:00').getTime();
    expect(found.ok && found.value.entries).toMatchObject([{ day: '2026-11-23', at }]);
  });

  test('put away before it was noted when it was begun is of the day on which it is finished', async ({ open }) => {
    const page = await open('/en/day/');
    await heading(page, words.heading).waitFor();
    await callVault(page, 'saveDraft', 'check-in', 'a', { stage: 'line', answers: { line: 'Of an older Ballast' } });
    await setMoment(page, '2026-11-26T15:00:00');
    await page.getByRole('link', { name: nav.now, exact: true }).first().click();
    await page.getByRole('link', { name: nav.day, exact: true }).first().click();
    await goOn(page);
    await press(page, words.save);
    await page.getByRole('button', { name: words.toDay, exact: true }).waitFor();
    const found = await callVault(page, 'entries', { kind: 'check-in' });
    expect(found.ok && found.value.entries).toMatchObject([{ day: '2026-11-26' }]);
  });

  test('begun while locked waits sealed, beside an older one, and each is offered', async ({ open }) => {
    const page = await open('/en/day/');
    await heading(page, words.heading).waitFor();
    await callVault(page, 'choosePassphrase', PASSPHRASE, { kind: 'own', minutes: 5 });
    await writeLine(page, 'The older one');
    await callVault(page, 'lock');
    await heading(page, words.heading).waitFor();
    await writeLine(page, MARKER);
    await page.getByRole('link', { name: nav.settings }).first().click();
    await heading(page, settings.heading).waitFor();
    await expectNoWordOf(page, MARKER);
    await page.getByRole('link', { name: nav.day, exact: true }).first().click();
    await page.getByRole('link', { name: now.unlock }).click();
    await unlock(await handOf(page, 'en'), PASSPHRASE);

    await press(page, player.another);
    await goOn(page);
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('The older one');
    await press(page, words.save);
    await heading(page, words.receive.alarm).waitFor();
    await press(page, words.toDay);
    await goOn(page);
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe(MARKER);
  });

  test('is found again after a reload, and gone for good once it is given up', async ({ open }) => {
    const page = await open('/en/day/');
    await heading(page, words.heading).waitFor();
    await callVault(page, 'choosePassphrase', PASSPHRASE, { kind: 'own', minutes: 5 });
    await writeLine(page, MARKER);
    await expect.poll(() => unfinished(page)).toMatchObject([{ stage: 'line', answers: { line: MARKER } }]);
    expect(await everythingStored(page)).not.toContain(MARKER);
    await page.reload();
    await expectNoWordOf(page, MARKER);
    await page.getByRole('link', { name: now.unlock }).click();
    await unlock(await handOf(page, 'en'), PASSPHRASE);
    await press(page, player.startOver);
    await seeEmptyBoard(page);
    await expect.poll(() => unfinished(page)).toEqual([]);
  });

  test('lies in memory alone where nothing is kept, and a reload leaves nothing of it', async ({ open }) => {
    const page = await open('/en/day/');
    await heading(page, words.heading).waitFor();
    await callVault(page, 'chooseNothing', { kind: 'own', minutes: 5 });
    await writeLine(page, MARKER);
    await expect.poll(() => unfinished(page)).toHaveLength(1);
    expect(await everythingStored(page)).not.toContain(MARKER);
    await page.getByRole('link', { name: nav.now, exact: true }).first().click();
    await page.getByRole('link', { name: nav.day, exact: true }).first().click();
    await goOn(page);
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe(MARKER);
    await page.reload();
    await heading(page, words.heading).waitFor();
    expect(await unfinished(page)).toEqual([]);
  });

  test('is told of under what is kept, with the way back to it', async ({ open }) => {
    const page = await open('/en/day/');
    await writeLine(page, MARKER);
    await expect.poll(() => unfinished(page)).toHaveLength(1);
    await page.getByRole('link', { name: nav.settings }).first().click();
    await page.getByRole('main').getByRole('link', { name: nav.kept }).first().click();
    await page.getByText(kept.drafts.replace('{n}', '1')).waitFor();
    await page.getByRole('link', { name: kept.goOn.replace('{title}', kept.kinds['check-in']) }).click();
    await goOn(page);
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe(MARKER);
  });

  test('is none any more when all of it is taken back', async ({ open }) => {
    const page = await open('/en/day/');
    await press(page, words.none);
    await press(page, words.ins.sleep);
    await expect.poll(() => unfinished(page)).toMatchObject([{ stage: 'budget', answers: { in: ['sleep'] } }]);
    await press(page, words.ins.sleep);
    await expect.poll(() => unfinished(page)).toEqual([]);
  });
});

test('on a day when something made it worse the page asks nothing, and gives way when asked', async ({ open }) => {
  const page = await open('/en/');
  await page.addInitScript(() => {
    const quietDay = new Date().toLocaleDateString('sv-SE');
    localStorage.setItem('ballast.outside-the-lock', JSON.stringify({ quietDay }));
  });
  await page.goto('/en/day/');
  await heading(page, words.quiet).waitFor();
  expect(await page.getByRole('radio').count()).toBe(0);
  await expectAccessible(page);
  await press(page, words.anyway);
  await heading(page, words.heading).waitFor();
});

test('works without a network', async ({ open }) => {
  const page = await open('/en/', { withWorker: true });
  await fetchLanguage(page, 'en');
  await page.context().setOffline(true);
  await page.goto('/en/day/');
  await pressKnob(page, words.start);
  await press(page, words.only);
  await press(page, words.save);
  await heading(page, words.receive.start).waitFor();
  expect(await checkIns(page)).toEqual([{ button: 'start' }]);
});

test('shows what was written today and the small things chosen, and never whether they were done', async ({ open }) => {
  const page = await open('/en/day/');
  await heading(page, words.heading).waitFor();
  const at = Date.now();
  const day = await page.evaluate(() => new Date().toLocaleDateString('sv-SE'));
  const answers = { budget: { stones: { in: [{ id: 'sleep' }] } }, '~card': { text: 'Walk the long way home' } };
  await callVault(page, 'put', {
    kind: 'entry',
    practice: 'body-budget',
    version: 1,
    at,
    day,
    answers,
    ending: 'small-act',
  });
  await page.getByText('Walk the long way home').waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await callVault(page, 'put', {
    kind: 'check-in',
    practice: 'check-in',
    version: 1,
    at,
    day,
    answers: { button: 'alarm', line: 'Noise' },
  });
  await heading(page, words.today).waitFor();
  await page.getByText(`${words.alarm} ${words.on}`).waitFor();
  expect(await page.getByText('Noise').isVisible()).toBe(true);
});

test.for(['smallest-phone', 'phone', 'tablet', 'desktop'] as const)(
  'never scrolls sideways on a %s',
  async (size, { open }) => {
    for (const textScale of size === 'desktop' ? [1] : [1, 2]) {
      const page = await open('/da/day/', { size, textScale });
      const { day } = await loadWords('da');
      const fits = async () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      await heading(page, day.heading).waitFor();
      expect(await fits()).toBe(true);
      await press(page, day.none);
      await heading(page, day.budget).waitFor();
      expect(await fits()).toBe(true);
    }
  },
);
