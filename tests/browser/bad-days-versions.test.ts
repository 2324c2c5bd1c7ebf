import { expect } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { expectAccessible } from './axe.ts';
import { draftOf, PRACTICE, run, test } from './bad-days-device.ts';
import { callVault } from './call-vault.ts';
import { expectNoWordOf, follow, handOf, keepOne, openKept, press, readFirst, type Hand } from './keep-device.ts';

/** Without a reload, so that what lies in memory alone stays. */
async function goToPractice({ page, words }: Hand): Promise<void> {
  await page.getByRole('link', { name: words.nav.all, exact: true }).first().click();
  await page.getByRole('searchbox').fill('price');
  await page.getByRole('main').locator(`a[href$="/practice/${PRACTICE}/"]`).first().click();
}

test('shows what was written in a newer one, and in one that is not here, and says which it is', async ({ open }) => {
  const page = await open('/en/kept/');
  const hand = await handOf(page, 'en');
  const { errors, kept } = hand.words;
  await page.getByText(kept.empty).waitFor();
  await callVault(page, 'put', run('Of a newer practice', 2));
  await readFirst(hand, 'Of a newer practice');
  await page.getByText(kept.newer).waitFor();
  await callVault(page, 'put', { ...run('Of one that is gone', 1, 'no-such-practice'), at: run('').at + 60_000 });
  await page.getByText(kept.gone).first().waitFor();
  await readFirst(hand, 'Of one that is gone');
  await page.getByText(errors['practice-missing']).waitFor();
});

test('takes up an unfinished run whose answers all have a place, and says that the practice has changed', async ({
  open,
}) => {
  const page = await open('/en/kept/');
  const hand = await handOf(page, 'en');
  const { errors, player } = hand.words;
  await callVault(page, 'saveDraft', PRACTICE, 'a', draftOf(2, run('Half a thought').answers));
  await goToPractice(hand);
  await page.getByText(errors['newer-practice']).waitFor();
  await press(hand, player.resume);
  await page.getByRole('button', { name: 'Half a thought' }).waitFor();
});

for (const language of LANGUAGES)
  test(`shows an unfinished run that has no place any more, keeps it, and begins anew, in ${language}`, async ({
    open,
  }) => {
    const page = await open(`/${language}/kept/`, { size: 'smallest-phone' });
    const hand = await handOf(page, language);
    const { kept, kinds, nav, player } = hand.words;
    const answers = { ...run('Half a thought').answers, gone: { texts: { a: 'Of a step that is gone' } } };
    await page.getByText(kept.empty).waitFor();
    await callVault(page, 'saveDraft', PRACTICE, 'a', draftOf(2, answers));
    await goToPractice(hand);
    await page.getByText(player.changedSince).waitFor();
    await page.getByText('Half a thought').waitFor();
    await page.getByText('Of a step that is gone').waitFor();
    await expectAccessible(page);
    await press(hand, player.keepAndStart);
    await page.getByRole('button', { name: kinds.writeStone }).first().waitFor();
    expect(await page.getByText('Half a thought').count()).toBe(0);
    await page.goBack();
    await page.getByRole('link', { name: nav.settings, exact: true }).first().click();
    await follow(hand, nav.kept);
    await readFirst(hand, 'Of a step that is gone');
    await page.getByText('Half a thought').waitFor();
  });

test('takes what waits of an unfinished run off the page when it locks', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await keepOne(hand);
  await openKept(hand);
  await callVault(page, 'saveDraft', PRACTICE, 'a', draftOf(2, { gone: { texts: { a: 'Of a step that is gone' } } }));
  await goToPractice(hand);
  await page.getByText('Of a step that is gone').waitFor();
  await callVault(page, 'lock');
  await page.getByRole('button', { name: hand.words.kinds.writeStone }).first().waitFor();
  await expectNoWordOf(page, 'Of a step that is gone');
});
