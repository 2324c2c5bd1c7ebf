import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import type { Words } from '#content/words/words.ts';
import { everythingStored } from './vault-device.ts';

export const MARKER = 'MARKER-the-long-corridor';
export const PASSPHRASE = 'fire små våde sten';

export type Hand = { readonly page: Page; readonly words: Words; readonly language: Language };

export async function handOf(page: Page, language: Language): Promise<Hand> {
  page.setDefaultTimeout(15_000);
  return { page, words: await loadWords(language), language };
}

export const press = ({ page }: Hand, name: string) => page.getByRole('button', { name }).first().click();
export const follow = ({ page }: Hand, name: string) =>
  page.getByRole('main').getByRole('link', { name }).first().click();
export const seeHeading = ({ page }: Hand, name: string) => page.getByRole('heading', { name }).first().waitFor();

/** Runs a practice that keeps what is written, and leaves one line in it. */
export async function writeOne(hand: Hand, text = MARKER): Promise<void> {
  const { page, words, language } = hand;
  await page.goto(`/${language}/practice/price-ledger/`);
  await press(hand, words.kinds.writeStone);
  await page.getByLabel(words.kinds.writeStone).fill(text);
  await page.keyboard.press('Enter');
  await press(hand, words.player.enough);
  await page.getByText(text).waitFor({ state: 'detached' });
  await page.getByText(words.endings.endedMemory).or(page.getByText(words.endings.endedSaved)).first().waitFor();
}

/** From what was just written to the question whether it may stay. */
export async function goToKeep(hand: Hand): Promise<void> {
  await follow(hand, hand.words.vault.keepHeading);
  await seeHeading(hand, hand.words.vault.where);
}

export async function choosePassphrase(hand: Hand, where: 'own' | 'shared' = 'own'): Promise<void> {
  const { vault } = hand.words;
  await press(hand, vault[where]);
  await press(hand, vault.passphrase);
  await fillPassphrase(hand, vault.newPassphrase, PASSPHRASE);
  await press(hand, vault.keep);
  await seeHeading(hand, vault.second);
  await press(hand, vault.later);
  await seeHeading(hand, vault.chosen);
}

export async function fillPassphrase({ page, words }: Hand, label: string, passphrase: string, again = passphrase) {
  await page.getByLabel(label, { exact: true }).first().fill(passphrase);
  await page.getByLabel(words.vault.repeat, { exact: true }).fill(again);
}

/** Something is written and lies behind a lock, which stands open. */
export async function keepOne(hand: Hand, where: 'own' | 'shared' = 'own'): Promise<void> {
  await writeOne(hand);
  await goToKeep(hand);
  await choosePassphrase(hand, where);
}

export async function unlock(hand: Hand, passphrase = PASSPHRASE): Promise<void> {
  const { page, words } = hand;
  await page.getByLabel(words.vault.newPassphrase, { exact: true }).fill(passphrase);
  await press(hand, words.vault.unlock);
}

/** Opens "What is kept" anew, unlocks from there, and comes back to it. */
export async function openKept(hand: Hand): Promise<void> {
  const { page, words, language } = hand;
  await page.goto(`/${language}/kept/`);
  await follow(hand, words.vault.unlock);
  await unlock(hand);
  await page.waitForURL(`**/${language}/kept/`);
  await seeHeading(hand, words.kept.list);
}

/** Opens the first of the listed entries and waits for what stands in it. */
export async function readFirst({ page }: Hand, text = MARKER): Promise<void> {
  await page.getByRole('main').locator('li summary').first().click();
  await page.getByText(text).waitFor();
}

export async function openFold({ page, words }: Hand, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: words.settings.heading }).waitFor();
  await page.getByRole('heading', { level: 2, name: title, exact: true }).click();
  await page.locator('details[open]', { hasText: title }).locator('> div').waitFor();
}

/** Whatever of the page and of the browser's storage could hold a word, the cached files of the app included. */
export async function everythingReadable(page: Page): Promise<string> {
  const shown = await page.evaluate(async () => {
    const found = [document.documentElement.outerHTML, document.title, JSON.stringify(history.state)];
    found.push(...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value));
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request))!.text());
    }
    return found.join('\n');
  });
  return `${shown}\n${await everythingStored(page)}`;
}

export async function expectNoWordOf(page: Page, text = MARKER): Promise<void> {
  expect((await everythingReadable(page)).includes(text)).toBe(false);
}

type Authenticator = { readonly cdp: CDPSession; readonly authenticatorId: string };

/** A device with a fingerprint reader; without PRF it can sign in and lock nothing. */
export async function giveAuthenticator(page: Page, hasPrf: boolean): Promise<Authenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return { cdp, authenticatorId };
}

/** As when the screen goes off, or another app comes to the front. */
export const hide = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
