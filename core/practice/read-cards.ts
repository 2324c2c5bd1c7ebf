import { faultOf, giversOf, targetOf } from './check-references.ts';
import { HANDED } from './practice.ts';
import type { Practice, Step } from './practice.ts';
import { readReferences } from './read-references.ts';
import { createReader } from './reader.ts';
import type { Reader } from './reader.ts';
import { partsOf } from './step-parts.ts';

export function readCards(reader: Reader): Practice['cards'] {
  if (!reader.has('cards')) return undefined;
  const cards: NonNullable<Practice['cards']> = {};
  const outer = createReader(reader.take('cards'), reader.where, reader.errors);
  for (const ending of HANDED) {
    if (!outer.has(ending)) continue;
    const card = createReader(outer.take(ending), reader.where, reader.errors);
    const from = readReferences(card, 'from');
    if (from) cards[ending] = { from };
    else if (!card.has('from')) card.fail('from', 'is missing');
    card.end();
  }
  outer.end();
  return cards;
}

/** A card is kept where the practice leaves something, so what erases itself or leaves nothing must not come onto it. */
function refusalOf(step: Step, practice: Practice): string | undefined {
  const scope = step.scope ?? practice.scope;
  if (scope === 'self-erasing') return 'erases itself, and a card would keep it';
  if (scope === 'nothing' && practice.scope !== 'nothing') return 'leaves nothing, and a card would keep it';
  if (step.kind === 'write' && step.lifetime === 'close' && !step.choose)
    return 'is erased when it is closed, and a card would keep it';
  return undefined;
}

export function checkCards(practice: Practice, reader: Reader) {
  const { cards, endings, fresh, steps, units } = practice;
  if (!cards) return;
  const fail = (message: string) => reader.fail('cards', message);
  if (fresh) fail('what asks for a fresh unlock is never offered for sharing');
  if (units) fail('a practice with units ends beyond all of them');
  const givers = giversOf(steps);
  for (const ending of HANDED) {
    if (!cards[ending]) continue;
    if (!endings.includes(ending)) fail(`${ending} is not an ending here`);
    for (const reference of cards[ending].from) {
      const fault = faultOf(reference, givers);
      const step = givers.get(targetOf(reference))?.step;
      const refusal = step && refusalOf(step, practice);
      if (fault !== undefined) fail(fault);
      else if (refusal !== undefined) fail(`${targetOf(reference)} ${refusal}`);
      else if (reference.startsWith('!') && step && !partsOf(step).includes(reference.split('.')[1] ?? ''))
        fail(`${reference} names no part that can stand empty`);
    }
  }
}
