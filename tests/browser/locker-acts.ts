import {
  choosePassphrase,
  follow,
  goToKeep,
  PASSPHRASE,
  press,
  seeHeading,
  writeOne,
  type Hand,
} from './keep-device.ts';

/** From wherever the app is, without loading a page anew: what is in memory, and what is unlocked, stays so. */
export async function toDevices({ page, words }: Hand): Promise<void> {
  await page.getByRole('link', { name: words.nav.settings, exact: true }).first().click();
  await page.getByRole('main').getByRole('link', { name: words.nav.devices }).click();
  await page.getByRole('heading', { level: 1, name: words.nav.devices }).waitFor();
}

/** One entry behind a lock, and a locker for it. */
export async function openLocker(hand: Hand, text: string, name: string): Promise<void> {
  const { words } = hand;
  await writeOne(hand, text);
  await goToKeep(hand);
  await choosePassphrase(hand);
  await follow(hand, words.settings.backup);
  await openLockerHere(hand, name);
}

/** Behind a lock that stands open already. */
export async function openLockerHere(hand: Hand, name: string): Promise<void> {
  const { page, words } = hand;
  await toDevices(hand);
  await press(hand, words.devices.alone.open);
  await page.getByLabel(words.devices.join.name).fill(name);
  await press(hand, words.devices.alone.open);
  await seeHeading(hand, words.devices.list.heading);
}

type Proof = 'passphrase' | 'passkey';

/** Where the screen for a recovery code stands. */
export async function makeCode(hand: Hand): Promise<void> {
  const { page, words } = hand;
  await page.getByLabel(words.vault.newPassphrase, { exact: true }).fill(PASSPHRASE);
  await press(hand, words.devices.code.make);
  await seeHeading(hand, words.devices.code.shown);
}

/** Before anybody is let in, it is asked whether it is the helper. Gives the eleven words. */
export async function proveAndRead(hand: Hand, by: Proof = 'passphrase'): Promise<string> {
  const { page, words } = hand;
  await seeHeading(hand, words.devices.add.prove);
  if (by === 'passphrase') {
    await page.getByLabel(words.vault.newPassphrase, { exact: true }).fill(PASSPHRASE);
    await press(hand, words.devices.add.showWords);
  } else await press(hand, words.devices.add.showPasskey);
  const list = page.getByRole('list', { name: words.devices.add.words });
  await list.waitFor();
  return (await list.locator('.word').allTextContents()).join(' ');
}

/** Asks on the device that belongs for eleven words. */
export async function askForWords(hand: Hand, by?: Proof): Promise<string> {
  await press(hand, hand.words.devices.add.button);
  return proveAndRead(hand, by);
}

export const wordsIn = ({ page }: Hand, label: string): Promise<readonly string[]> =>
  page.getByRole('list', { name: label }).locator('.word').allTextContents();

/** The words are typed already: asks, and says on the other that the same six stand on both. */
export async function comeIn(
  newcomer: Hand,
  host: Hand,
): Promise<{ readonly there: readonly string[]; readonly here: readonly string[] }> {
  await press(newcomer, newcomer.words.devices.join.ask);
  await seeHeading(newcomer, newcomer.words.devices.join.compare);
  const six = ({ words }: Hand) => words.devices.compare.words;
  const here = await wordsIn(newcomer, six(newcomer));
  await host.page.getByRole('button', { name: host.words.devices.add.same }).waitFor();
  const there = await wordsIn(host, six(host));
  await press(host, host.words.devices.add.same);
  await seeHeading(host, host.words.devices.add.done);
  await seeHeading(newcomer, newcomer.words.devices.join.done);
  return { here, there };
}

export const typeWords = async ({ page, words }: Hand, eleven: string): Promise<void> =>
  page.getByLabel(words.devices.join.words, { exact: true }).fill(eleven);

/** What lies here of this text, as the list of what is kept shows it. */
export async function seeKept({ page, words }: Hand, count: number): Promise<void> {
  await page.getByText(words.kept.entries.replace('{n}', String(count))).waitFor({ timeout: 10_000 });
}

export const toKept = async ({ page, words }: Hand): Promise<void> => {
  await page.getByRole('link', { name: words.nav.settings, exact: true }).first().click();
  await page.getByRole('main').getByRole('link', { name: words.nav.kept }).click();
};

/** A check-in, without loading a page anew. */
export async function checkIn(hand: Hand): Promise<void> {
  const { page, words } = hand;
  await page.getByRole('link', { name: words.nav.day, exact: true }).first().click();
  const again = page.getByRole('button', { name: words.day.again, exact: true });
  const pause = page.getByRole('radio', { name: new RegExp(`^${words.day.pause}`) }).first();
  await again.or(pause).first().waitFor();
  if (await again.isVisible()) await again.click();
  await pause.click({ force: true });
  await press(hand, words.day.only);
  await press(hand, words.day.save);
  await page.getByText(words.endings.endedCarried).first().waitFor();
  await press(hand, words.day.toDay);
}
