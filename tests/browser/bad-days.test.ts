import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { backupOf, BACKUP_PASSPHRASE, kindsIn } from './backup-of-newer.ts';
import { callVault } from './call-vault.ts';
import { readPractice } from './read-practice.ts';
import {
  alert,
  changeByte,
  checkIn,
  countLaid,
  giveRoom,
  lineField,
  notice,
  PRACTICE,
  takeAllRoom,
  test,
  writeLine,
} from './bad-days-device.ts';
import {
  fillPassphrase,
  follow,
  handOf,
  keepOne,
  MARKER,
  openFold,
  openKept,
  press,
  readFirst,
  unlock,
} from './keep-device.ts';

const nowhere = '/health';

describe('storage that is full', () => {
  const LITTLE = 700_000;
  const MUCH = 50_000_000;

  test('says so over the check-in, whose line is still there and is kept once there is room', async ({ openBare }) => {
    const page = await openBare('/en/');
    const hand = await handOf(page, 'en');
    const { words } = hand;
    await giveRoom(page, LITTLE);
    await keepOne(hand);
    await takeAllRoom(page);
    await page.goto('/en/day/');
    await writeLine(hand, 'Two at once');
    await press(hand, words.day.save);
    await alert(hand, words.errors['storage-full']).waitFor();
    expect(await lineField(hand).inputValue()).toBe('Two at once');
    await giveRoom(page, MUCH);
    await press(hand, words.day.save);
    await page.getByText(words.endings.endedLocked).waitFor();
    await openKept(hand);
    await page.getByText(words.kept.entries.replace('{n}', '2')).waitFor();
  });

  test.for(['check-in', PRACTICE])('puts away at the next lock what it refused, of %s', async (what, { openBare }) => {
    const page = await openBare('/en/');
    const hand = await handOf(page, 'en');
    const { words } = hand;
    const text = 'The second corridor';
    await giveRoom(page, LITTLE);
    await keepOne(hand);
    await openKept(hand);
    await takeAllRoom(page);
    if (what === PRACTICE) {
      await page.getByRole('link', { name: words.nav.all, exact: true }).first().click();
      await page.getByRole('searchbox').fill((await readPractice(PRACTICE, 'en')).prose.title);
      await page.getByRole('main').locator(`a[href$="/practice/${PRACTICE}/"]`).first().click();
      await press(hand, words.kinds.writeStone);
      await page.getByLabel(words.kinds.writeStone).fill(text);
      await page.keyboard.press('Enter');
      await press(hand, words.player.enough);
    } else {
      await page.getByRole('link', { name: words.nav.day, exact: true }).first().click();
      await writeLine(hand, text);
      await press(hand, words.day.save);
    }
    await alert(hand, words.errors['storage-full']).waitFor();
    await giveRoom(page, MUCH);
    await callVault(page, 'lock');
    await page.getByText(text).waitFor({ state: 'detached' });
    await openKept(hand);
    await expect.poll(async () => JSON.stringify(await callVault(page, 'drafts', what))).toContain(text);
  });

  test('says so at the end of a practice, shows what was written, and keeps it once there is room', async ({
    openBare,
  }) => {
    const page = await openBare('/en/');
    const hand = await handOf(page, 'en');
    const { words } = hand;
    await giveRoom(page, LITTLE);
    await keepOne(hand);
    await takeAllRoom(page);
    await page.goto(`/en/practice/${PRACTICE}/`);
    await press(hand, words.kinds.writeStone);
    await page.getByLabel(words.kinds.writeStone).fill('The second corridor');
    await page.keyboard.press('Enter');
    await press(hand, words.player.enough);
    await alert(hand, words.errors['storage-full']).waitFor();
    await page.getByText('The second corridor').waitFor();
    expect(await page.getByText(words.endings.endedNothing).count()).toBe(0);
    await giveRoom(page, MUCH);
    await press(hand, words.player.tryAgain);
    await page.getByText(words.endings.endedLocked).waitFor();
    expect(await page.getByText('The second corridor').count()).toBe(0);
    await openKept(hand);
    await readFirst(hand, 'The second corridor');
    await page.getByText(words.kept.entries.replace('{n}', '2')).waitFor();
  });
});

describe('records that are damaged', () => {
  test('are told once and set aside, and the rest is there', async ({ open }) => {
    const page = await open('/en/');
    const hand = await handOf(page, 'en');
    const { errors, vault, kept } = hand.words;
    await keepOne(hand);
    // Erasing one puts all that is there into a segment; what comes after stands by itself.
    const erased = await callVault(page, 'put', checkIn('To be erased'));
    await callVault(page, 'erase', erased.ok ? erased.value.id : '');
    for (const line of ['Will be damaged', 'Stays whole']) await callVault(page, 'put', checkIn(line));
    await page.goto(nowhere);
    expect(await countLaid(page)).toEqual({ tail: 2, segments: 1, aside: 0 });
    await changeByte(page, 'tail', -1, 0);
    await changeByte(page, 'tail', -2, 0);
    await changeByte(page, 'segments', -1, 0);
    await changeByte(page, 'segments', -2, 0);

    await openKept(hand);
    await notice(hand, errors['damaged-record']).waitFor();
    await page.getByText(kept.entries.replace('{n}', '1')).waitFor();
    await readFirst(hand, 'Stays whole');
    await notice(hand, errors['damaged-record']).getByRole('button', { name: vault.close }).click();
    await notice(hand, errors['damaged-record']).waitFor({ state: 'detached' });
    await page.goto(nowhere);
    expect(await countLaid(page)).toEqual({ tail: 1, segments: 0, aside: 2 });

    await openKept(hand);
    await readFirst(hand, 'Stays whole');
    expect(await page.getByText(errors['damaged-record']).count()).toBe(0);
  });
});

describe('what a newer Ballast wrote', () => {
  test('is told, kept and not shown, and is there again for the version that can read it', async ({ open }) => {
    const page = await open('/en/');
    const hand = await handOf(page, 'en');
    const { errors, kept } = hand.words;
    await keepOne(hand);
    await callVault(page, 'put', checkIn('Of today'));
    await page.goto(nowhere);
    await changeByte(page, 'tail', 0, 2);
    await openKept(hand);
    await notice(hand, errors['newer-format']).waitFor();
    await page.getByText(kept.entries.replace('{n}', '1')).waitFor();
    await readFirst(hand, 'Of today');
    await page.goto(nowhere);
    expect(await countLaid(page)).toEqual({ tail: 2, segments: 0, aside: 0 });
    await changeByte(page, 'tail', 0, 1);
    await openKept(hand);
    await page.getByText(kept.entries.replace('{n}', '2')).waitFor();
    expect(await page.getByText(errors['newer-format']).count()).toBe(0);
  });

  test('comes with a backup, is told and not shown, and goes out with the next backup', async ({ open }) => {
    const page = await open('/en/settings/');
    const hand = await handOf(page, 'en');
    const { settings, kept, nav } = hand.words;
    await openFold(hand, settings.backup);
    await page.getByLabel(settings.restoreFile).setInputFiles({
      name: 'a.backup',
      mimeType: '',
      buffer: Buffer.from(await backupOf(['check-in', 'constellation'])),
    });
    await page.getByLabel(settings.backupPassphrase, { exact: true }).last().fill(BACKUP_PASSPHRASE);
    await press(hand, settings.restoreButton);
    await page.getByText(settings.restored.split('{n}')[0]!).first().waitFor();
    await follow(hand, nav.kept);
    await page.getByText(kept.newer).waitFor();
    await page.getByText(kept.entries.replace('{n}', '1')).waitFor();
    await follow(hand, settings.backup);
    await fillPassphrase(hand, settings.backupPassphrase, BACKUP_PASSPHRASE);
    const download = page.waitForEvent('download');
    await press(hand, settings.backupMake);
    const file = readFileSync(await (await download).path());
    expect(await kindsIn(Uint8Array.from(file))).toEqual(['check-in', 'constellation']);
  });
});

describe('two windows', () => {
  test('the second is told that it reads, hands over what it writes, and writes when the first closes', async ({
    open,
  }) => {
    const page = await open('/en/');
    const hand = await handOf(page, 'en');
    const { errors, kept, day } = hand.words;
    await keepOne(hand);
    const second = await handOf(await page.context().newPage(), 'en');
    await second.page.goto('/en/day/');
    await second.page.getByRole('link', { name: hand.words.now.unlock }).first().click();
    await unlock(second);
    await second.page.waitForURL('**/en/day/');
    await notice(second, errors['other-tab']).waitFor();
    await writeLine(second, 'From the other window');
    await press(second, day.save);
    await second.page.getByText(hand.words.endings.endedLocked).waitFor();
    await second.page.getByRole('link', { name: hand.words.nav.settings, exact: true }).first().click();
    await follow(second, hand.words.nav.kept);
    await second.page.getByText(kept.entries.replace('{n}', '2')).waitFor();
    await readFirst(second, 'From the other window');
    await press(second, kept.eraseOne);
    await press(second, kept.confirmErase);
    await alert(second, errors['other-tab']).waitFor();
    await page.close();
    await notice(second, errors['other-tab']).waitFor({ state: 'detached' });
    await press(second, kept.confirmErase);
    await second.page.getByText(kept.entries.replace('{n}', '1')).waitFor();
  });
});

describe('storage that the browser has emptied', () => {
  test('is told wherever one is, with the way to where a backup is brought in', async ({ open }) => {
    const page = await open('/en/');
    const hand = await handOf(page, 'en');
    const { errors, settings } = hand.words;
    await keepOne(hand);
    await page.goto(nowhere);
    await page.evaluate(
      () => new Promise((resolve) => (indexedDB.deleteDatabase('ballast').onsuccess = () => resolve(null))),
    );
    await page.goto('/en/day/');
    await notice(hand, errors.evicted).getByRole('link', { name: settings.restore }).click();
    await page.waitForURL('**/en/settings/#backup');
    await page.getByLabel(settings.restoreFile).waitFor({ state: 'attached' });
    await page.getByRole('heading', { name: settings.restore }).waitFor();
  });
});

describe('a clock that is set back', () => {
  test('is told once, and what was written before and after is there, the newest first', async ({ openBare }) => {
    const threeDays = 3 * 86_400_000;
    const page = await openBare('/en/');
    const hand = await handOf(page, 'en');
    const { errors, vault, kept, day } = hand.words;
    const workers = '**/vault.worker*.js';
    await page.context().route(workers, async (route) => {
      const response = await route.fetch();
      const ahead = `const now = Date.now; Date.now = () => now() + ${threeDays};`;
      await route.fulfill({ response, body: `${ahead}\n${await response.text()}` });
    });
    await keepOne(hand);
    await page.context().unroute(workers);

    await openKept(hand);
    await notice(hand, errors['clock-back']).getByRole('button', { name: vault.close }).click();
    await notice(hand, errors['clock-back']).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: hand.words.nav.day, exact: true }).first().click();
    await writeLine(hand, 'After the clock was set back');
    await press(hand, day.save);
    await page.getByText(hand.words.endings.endedSaved).waitFor();
    expect(await notice(hand, errors['clock-back']).count()).toBe(0);
    await openKept(hand);
    await page.getByText(kept.entries.replace('{n}', '2')).waitFor();
    await readFirst(hand, 'After the clock was set back');
    await page.getByRole('main').locator('li summary').last().click();
    await page.getByText(MARKER).waitFor();
  });
});

describe('a Worker', () => {
  test('that does not start is told, what was written stays on the page, and is kept once it starts', async ({
    openBare,
  }) => {
    const page = await openBare('/en/', [/ERR_FAILED/]);
    const hand = await handOf(page, 'en');
    const { words } = hand;
    await page.context().route('**/vault.worker*.js', (route) => route.abort());
    await page.goto('/en/day/');
    await notice(hand, words.errors['worker-failed']).waitFor();
    await writeLine(hand, 'Still on the page');
    await press(hand, words.day.save);
    await alert(hand, words.errors['worker-failed']).waitFor();
    expect(await lineField(hand).inputValue()).toBe('Still on the page');
    await page.context().unroute('**/vault.worker*.js');
    await press(hand, words.day.save);
    await page.getByText(words.endings.endedMemory).waitFor();
  });

  test('that falls silent is given up and replaced: the space is locked, and what was being written is kept', async ({
    openBare,
  }) => {
    const page = await openBare('/en/');
    const hand = await handOf(page, 'en');
    const { words } = hand;
    await keepOne(hand);
    await page.clock.install();
    await page.addInitScript(() => {
      const started: Worker[] = [];
      Object.assign(globalThis, { started });
      globalThis.Worker = class extends Worker {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          started.push(this);
        }
      };
    });
    await openKept(hand);
    await readFirst(hand);
    await page.getByRole('link', { name: words.nav.day, exact: true }).first().click();
    await writeLine(hand, 'Still on the page');
    await page.evaluate(() => {
      for (const worker of (globalThis as unknown as { started: Worker[] }).started) worker.terminate();
    });
    await press(hand, words.day.save);
    await page.clock.runFor('01:00');
    await alert(hand, words.errors['worker-failed']).waitFor();
    expect(await lineField(hand).inputValue()).toBe('Still on the page');
    await press(hand, words.day.save);
    await page.getByText(words.endings.endedLocked).waitFor();
    await notice(hand, words.errors['worker-failed']).waitFor();
    await openKept(hand);
    await page.getByText(words.kept.entries.replace('{n}', '2')).waitFor();
    await readFirst(hand, 'Still on the page');
  });

  test('that cannot start leaves the way in with words, and a passphrase that is tried later opens', async ({
    openBare,
  }) => {
    const page = await openBare('/en/', [/ERR_FAILED/]);
    const hand = await handOf(page, 'en');
    await keepOne(hand);
    await page.context().route('**/vault.worker*.js', (route) => route.abort());
    await page.goto('/en/unlock/');
    await notice(hand, hand.words.errors['worker-failed']).waitFor();
    await page.context().unroute('**/vault.worker*.js');
    await openKept(hand);
    await readFirst(hand);
  });
});
