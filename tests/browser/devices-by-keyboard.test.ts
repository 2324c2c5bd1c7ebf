import { expect } from 'vitest';
import { choosePassphrase, follow, goToKeep, PASSPHRASE, writeOne, type Hand } from './keep-device.ts';
import { toDevices, wordsIn } from './locker-acts.ts';
import { test } from './locker-devices.ts';

/** More presses on Tab than any screen has places to stop at. */
const ROUND = 80;

const focused = ({ page }: Hand): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    const label = element?.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : undefined;
    return (label ?? element?.innerText ?? '').replaceAll(/\s+/g, ' ').trim();
  });

/** With Tab alone to what begins with this name. */
async function tabTo(hand: Hand, name: string): Promise<void> {
  const met: string[] = [];
  for (let stop = 0; stop < ROUND; stop++) {
    await hand.page.keyboard.press('Tab');
    const on = await focused(hand);
    if (on.startsWith(name)) return;
    met.push(on);
  }
  throw new Error(`Tab does not come to “${name}”: ${[...new Set(met)].join(' / ')}`);
}

async function enter(hand: Hand, name: string): Promise<void> {
  await tabTo(hand, name);
  await hand.page.keyboard.press('Enter');
}

async function type(hand: Hand, name: string, text: string): Promise<void> {
  await tabTo(hand, name);
  await hand.page.keyboard.press('ControlOrMeta+a');
  await hand.page.keyboard.insertText(text);
}

/** Once the screen has come, whoever uses a keyboard or a screen reader is at its heading. */
async function arriveAt(hand: Hand, heading: string): Promise<void> {
  await hand.page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
  await expect.poll(() => focused(hand), { timeout: 15_000 }).toBe(heading);
}

test('adds a device, makes a recovery code, removes one and goes on alone by keyboard alone', async ({ device }) => {
  const [first, second] = [
    await device({ language: 'en', size: 'desktop' }),
    await device({ language: 'en', size: 'desktop' }),
  ];
  const { devices, nav, player, settings, vault } = first.words;
  await writeOne(first, 'MARKER-the-long-corridor');
  await goToKeep(first);
  await choosePassphrase(first);
  await follow(first, settings.backup);
  await toDevices(first);

  await enter(first, devices.alone.open);
  await arriveAt(first, devices.alone.open);
  await type(first, devices.join.name, 'Laptop');
  await enter(first, devices.alone.open);
  await arriveAt(first, nav.devices);

  await enter(first, devices.add.button);
  const prove = async (passphrase: string) => {
    await arriveAt(first, devices.add.prove);
    await type(first, vault.newPassphrase, passphrase);
    await enter(first, devices.add.showWords);
  };
  await prove('not the one');
  await first.page.getByRole('alert').getByText(first.words.errors['wrong-passphrase']).waitFor();
  expect(await focused(first)).toBe(devices.add.showWords);
  await first.page.keyboard.press('Shift+Tab');
  await first.page.keyboard.press('ControlOrMeta+a');
  await first.page.keyboard.insertText(PASSPHRASE);
  await first.page.keyboard.press('Enter');
  await arriveAt(first, devices.add.heading);
  const before = await wordsIn(first, devices.add.words);
  await enter(first, devices.add.newWords);
  await prove(PASSPHRASE);
  await arriveAt(first, devices.add.heading);
  expect(await wordsIn(first, devices.add.words)).not.toEqual(before);
  const eleven = await wordsIn(first, devices.add.words);

  await second.page.goto('/en/devices/');
  await second.page.getByText(devices.alone.joinHint).waitFor();
  await enter(second, devices.alone.join);
  await arriveAt(second, devices.join.heading);
  await type(second, devices.join.words, eleven.slice(1).join(' '));
  await enter(second, devices.join.ask);
  await second.page.getByText(devices.errors['too-few-words'].replace('{n}', '1')).waitFor();
  await second.page.keyboard.press('Shift+Tab');
  await second.page.keyboard.press('Shift+Tab');
  await second.page.keyboard.press('ControlOrMeta+a');
  await second.page.keyboard.insertText(eleven.join(' '));
  await type(second, devices.join.name, 'Phone');
  await second.page.keyboard.press('Enter');
  await arriveAt(second, devices.join.compare);
  await arriveAt(first, devices.add.asks.replace('{name}', 'Phone'));
  await enter(first, devices.add.same);
  await arriveAt(first, devices.add.done);
  await arriveAt(second, devices.join.done);
  await enter(second, devices.join.toDevices);
  await arriveAt(second, nav.devices);
  await enter(first, player.next);
  await arriveAt(first, nav.devices);

  await enter(first, devices.code.heading);
  await arriveAt(first, devices.code.heading);
  await type(first, vault.newPassphrase, PASSPHRASE);
  await enter(first, devices.code.make);
  await arriveAt(first, devices.code.shown);
  const code = await wordsIn(first, devices.code.code);
  await enter(first, devices.code.written);
  await arriveAt(first, devices.code.askBack);
  await type(first, devices.code.typed, code.join(' '));
  await enter(first, devices.code.check);
  await arriveAt(first, devices.code.proved);
  await enter(first, devices.code.renew);
  await arriveAt(first, devices.code.renew);
  await enter(first, nav.back);
  await arriveAt(first, devices.code.proved);
  await enter(first, devices.code.renew);
  await type(first, vault.newPassphrase, PASSPHRASE);
  await first.page.keyboard.press('Enter');
  await arriveAt(first, devices.code.shown);
  await enter(first, devices.code.written);
  await arriveAt(first, devices.code.askBack);
  await enter(first, devices.code.later);
  await arriveAt(first, nav.devices);
  await enter(first, devices.code.heading);
  await arriveAt(first, devices.code.askBack);
  await first.page.goBack();
  await arriveAt(first, nav.devices);

  await enter(first, 'Phone');
  await type(first, devices.list.name, 'Old phone');
  await first.page.keyboard.press('Enter');
  await expect.poll(() => focused(first)).toMatch(/^Old phone/);
  await first.page.keyboard.press('Enter');
  const remove = devices.list.remove.replace('{name}', 'Old phone');
  await enter(first, remove);
  await first.page.getByRole('dialog').waitFor();
  await first.page.keyboard.press('Escape');
  await expect.poll(() => focused(first)).toBe(remove);
  // A dialog says that it is closed a moment after it is.
  await first.page.evaluate(() => new Promise((said) => setTimeout(said, 100)));
  await first.page.keyboard.press('Enter');
  await type(first, vault.newPassphrase, PASSPHRASE);
  await first.page.keyboard.press('Enter');
  await first.page.getByText(devices.list.removed.replace('{name}', 'Old phone')).waitFor();
  await arriveAt(first, devices.list.heading);

  await second.page.getByText(devices.together.state.removed).waitFor();
  await enter(second, devices.together.goOnAlone);
  await second.page.getByText(devices.alone.lead).waitFor();
  await arriveAt(second, nav.devices);

  await enter(first, devices.end.heading);
  await arriveAt(first, devices.end.heading);
  await enter(first, devices.end.button);
  await expect.poll(() => focused(first)).toBe(devices.end.confirm);
  await first.page.keyboard.press('Enter');
  await arriveAt(first, devices.end.done);
  await enter(first, player.next);
  await arriveAt(first, nav.devices);
});
