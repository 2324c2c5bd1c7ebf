import type { Locator } from 'playwright-core';
import { blockOf } from '#core/practice/prose-of.ts';
import type { Hand } from './keep-device.ts';
import { press } from './keep-device.ts';
import { readPractice } from './read-practice.ts';

/** In the practice that breathes by the clock: it stands on its first step. */
export const BREATH = 'long-exhale';

/** Goes on to the boat, and gives the lengths that can be chosen. */
export async function toTheBreath(hand: Hand): Promise<Locator> {
  const { page, words, language } = hand;
  const { prose } = await readPractice(BREATH, language);
  await page
    .getByRole('main')
    .getByText(blockOf(prose, 'gate', 'with-boat').label, { exact: true })
    .click();
  const lengths = page.getByRole('group', { name: words.kinds.howLong });
  for (let screens = 0; screens < 4 && (await lengths.count()) === 0; screens += 1)
    await press(hand, words.player.next);
  return lengths;
}
