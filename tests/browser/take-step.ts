import type { Locator, Page } from 'playwright-core';
import type { Words } from '#content/words/words.ts';
import type { Draw } from './draw.ts';

type Hand = {
  readonly page: Page;
  readonly words: Words;
  readonly draw: Draw;
  /** How much of one's own was added, by the heading it was added under: in some steps more can be added for ever. */
  readonly added: Map<string, number>;
};

/** Matches what `template` becomes, whatever stands for `{n}` and the like. */
export const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{\w+\}/g, '.+')}$`, 's');

const FEW = 3;

/**
 * Does what a step asks for, of whatever kind it is, as a person would: by what the screen says. It leaves the step
 * where it stands; going on is another act. True where what it did has led on already.
 */
export async function takeStep(hand: Hand): Promise<boolean> {
  await goAnotherWay(hand);
  await breathe(hand);
  await writeInFields(hand);
  await writeOwn(hand);
  await tick(hand);
  await pressChips(hand);
  await moveSliders(hand);
  await count(hand);
  await placeCards(hand);
  await rank(hand);
  await goRound(hand);
  return feel(hand);
}

const mainOf = ({ page }: Hand) => page.getByRole('main');
const button = (hand: Hand, name: string) => mainOf(hand).getByRole('button', { name, exact: true });

/** Presses one of them, if there is any. */
async function pressOneOf(drawn: Draw, locator: Locator): Promise<boolean> {
  const many = await locator.count();
  if (many === 0) return false;
  await locator.nth(drawn.number(many)).click();
  return true;
}

async function goAnotherWay(hand: Hand): Promise<void> {
  const other = button(hand, hand.words.player.other);
  if ((await other.count()) === 0 || !hand.draw.once(4)) return;
  await other.click();
  const ways = mainOf(hand).getByRole('group', { name: hand.words.player.otherWays });
  await pressOneOf(hand.draw, ways.getByRole('button'));
}

/** Nobody waits for the end of a breath or a pause: both are stopped early. */
async function breathe(hand: Hand): Promise<void> {
  const { kinds } = hand.words;
  await pressOneOf(hand.draw, mainOf(hand).getByRole('group', { name: kinds.howLong }).getByRole('button'));
  await pressOneOf(hand.draw, button(hand, kinds.startTimer));
  await pressOneOf(hand.draw, button(hand, kinds.stopBreath));
}

const TYPED: Record<string, string> = { date: '2031-03-14', time: '10:30', tel: '12 34 56 78' };

async function writeInFields(hand: Hand): Promise<void> {
  // Fields for days and times have no role of their own: they are met as fields with a label.
  const fields = await mainOf(hand).locator('input:not([type=radio], [type=checkbox], [type=range]), textarea').all();
  for (const [index, field] of fields.entries()) {
    if ((await field.inputValue()) !== '') continue;
    const type = (await field.getAttribute('type')) ?? '';
    await field.fill(TYPED[type] ?? `${hand.words.language.name} ${index + 1}`);
  }
  if (fields.length > 0) await mainOf(hand).getByRole('heading', { level: 1 }).focus();
}

async function writeOwn(hand: Hand): Promise<void> {
  const { kinds } = hand.words;
  const heading = await mainOf(hand).getByRole('heading', { level: 1 }).innerText();
  const times = hand.added.get(heading) ?? 0;
  if (times >= FEW) return;
  hand.added.set(heading, times + 1);
  // Where nothing else can be done yet, the field for it stands open already.
  if (await pressOneOf(hand.draw, button(hand, kinds.add))) return writeInFields(hand);
  for (const name of [kinds.ownRow, kinds.own, kinds.writeStone]) {
    const open = button(hand, name).first();
    if ((await open.count()) === 0 || !hand.draw.once(2)) continue;
    await open.click();
    const field = mainOf(hand).getByRole('textbox', { name, exact: true });
    await field.fill(`${name} 1`);
    await field.press('Enter');
  }
}

async function tick(hand: Hand): Promise<void> {
  const { words, draw } = hand;
  for (const role of ['radio', 'checkbox'] as const) {
    const free = mainOf(hand).getByRole(role, { checked: false, disabled: false });
    const times = role === 'radio' ? 1 : draw.number(FEW + 1);
    for (let time = 0; time < times; time += 1) await pressOneOf(draw, free);
  }
  if (draw.once(12))
    await pressOneOf(draw, mainOf(hand).getByRole('checkbox', { name: words.kinds.none, exact: true }));
}

async function pressChips(hand: Hand): Promise<void> {
  // By role alone a plain button counts as one that is not pressed in.
  const chips = mainOf(hand).getByRole('button').and(hand.page.locator('[aria-pressed=false]'));
  for (let time = hand.draw.number(FEW) + 1; time > 0; time -= 1) await pressOneOf(hand.draw, chips);
}

async function moveSliders(hand: Hand): Promise<void> {
  for (const slider of await mainOf(hand).getByRole('slider').all())
    for (let time = hand.draw.number(FEW); time >= 0; time -= 1)
      await slider.press(hand.draw.once(2) ? 'ArrowRight' : 'ArrowLeft');
}

async function count(hand: Hand): Promise<void> {
  for (const template of [hand.words.kinds.moreOf, hand.words.kinds.fewer]) {
    const hands = mainOf(hand).getByRole('button', { name: patternOf(template) });
    for (let time = hand.draw.number(FEW); time >= 0; time -= 1) await pressOneOf(hand.draw, hands);
  }
}

/** Every card finds a place, or is laid aside; now and then one is taken up again. */
async function placeCards(hand: Hand): Promise<void> {
  const { kinds } = hand.words;
  const inHand = mainOf(hand).getByText(patternOf(kinds.card));
  const fields = mainOf(hand).getByRole('group', { name: kinds.choose, exact: true }).getByRole('button');
  let isBackOnce = false;
  while ((await inHand.count()) > 0) {
    if (hand.draw.once(6)) await button(hand, kinds.park).click();
    else if (!(await pressOneOf(hand.draw, fields))) throw new Error('a card lies there, and no field to lay it in');
    if (isBackOnce || (await inHand.count()) > 0) continue;
    isBackOnce = true;
    await pressOneOf(hand.draw, mainOf(hand).getByRole('button', { name: patternOf(kinds.takeBack) }));
  }
}

async function rank(hand: Hand): Promise<void> {
  const { kinds } = hand.words;
  const parked = mainOf(hand).getByRole('group', { name: kinds.choose, exact: true }).getByRole('button');
  for (let time = FEW; time > 0; time -= 1) if (!(await pressOneOf(hand.draw, parked))) break;
  await pressOneOf(hand.draw, mainOf(hand).getByRole('button', { name: patternOf(kinds.moveUp) }));
  await pressOneOf(hand.draw, mainOf(hand).getByRole('button', { name: patternOf(kinds.moveDown) }));
}

/** Acts go round between two, four of them at least; the start is moved where it can be. */
async function goRound(hand: Hand): Promise<void> {
  const { kinds } = hand.words;
  const story = mainOf(hand).getByRole('list', { name: kinds.loop.story, exact: true });
  if ((await story.count()) === 0) return;
  while ((await story.getByRole('listitem').count()) < 4) {
    await writeInFields(hand);
    await button(hand, kinds.add).click();
  }
  await pressOneOf(hand.draw, button(hand, kinds.loop.next));
}

/** Says how it was to answer, and so gets another one to answer; sooner or later it is enough. */
async function feel(hand: Hand): Promise<boolean> {
  const { howWasIt } = hand.words.kinds.rehearse;
  const felt = mainOf(hand).getByRole('group', { name: new RegExp(`^${patternOf(howWasIt).source.slice(1, -1)}`) });
  return !hand.draw.once(3) && pressOneOf(hand.draw, felt.getByRole('button'));
}
