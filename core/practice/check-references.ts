import type { Step } from './practice.ts';
import type { ParseError } from './reader.ts';
import { alternativesOf } from './references.ts';
import { LEAVES_NOTHING, kindOf } from './step-kinds/registry.ts';

/** Card ids with the step whose words they bear. */
type Origins = ReadonlyMap<string, string>;

/** What can be named in a step: the ids it knows, and those of the steps it takes over from. */
export type Givers = ReadonlyMap<string, { step: Step; selectors: ReadonlySet<string> }>;

const NONE: Origins = new Map();
export const targetOf = (reference: string): string => reference.replace(/^!/, '').split('.')[0] ?? '';

/** The content's cards of a step: what it can give on besides what it takes over. */
function cardIds(step: Step): readonly string[] {
  switch (step.kind) {
    case 'guide':
      return step.passages;
    case 'write':
      return step.prompts;
    case 'pick':
      return step.items.map((item) => item.id);
    case 'sort':
      return step.cards;
    case 'rank':
      return step.items;
    case 'ledger':
      return Object.values(step.suggestions ?? {}).flat();
    case 'contrast':
      return step.rows;
    case 'scale':
      return step.scales;
    case 'map':
      return step.slots.map((slot) => slot.id);
    case 'loop':
      return [];
    default:
      return kindOf(step.kind).ids(step);
  }
}

/** The kinds that show what they take over among their own. */
const SHOWS_TAKEN: ReadonlySet<string> = new Set(['guide', 'sort', 'rank', 'contrast']);

/** What a step can give on, by the step whose words each bears. */
function originsOf(step: Step, earlier: ReadonlyMap<string, Origins>): Origins {
  if (step.forEach !== undefined) return earlier.get(targetOf(step.forEach)) ?? NONE;
  const taken = SHOWS_TAKEN.has(step.kind) ? (step.from ?? []) : [];
  return new Map([
    ...taken.flatMap((reference) => [...(earlier.get(targetOf(reference)) ?? NONE)]),
    ...cardIds(step).map((id) => [id, step.id] as const),
  ]);
}

/** Ids under which a step would show two different cards. */
function clashes(step: Step, earlier: ReadonlyMap<string, Origins>): string[] {
  if (!SHOWS_TAKEN.has(step.kind)) return [];
  const seen = new Map(cardIds(step).map((id) => [id, step.id]));
  return (step.from ?? [])
    .flatMap((reference) => [...(earlier.get(targetOf(reference)) ?? NONE)])
    .flatMap(([id, origin]) => {
      const before = seen.get(id) ?? origin;
      seen.set(id, before);
      return before === origin ? [] : [id];
    });
}

const selectorsOf = (step: Step, earlier: Givers): Set<string> =>
  new Set([
    ...kindOf(step.kind).ids(step),
    ...(step.from ?? []).flatMap((reference) => [...(earlier.get(targetOf(reference))?.selectors ?? [])]),
  ]);

export function giversOf(steps: readonly Step[]): Givers {
  const givers = new Map<string, { step: Step; selectors: Set<string> }>();
  for (const step of steps) givers.set(step.id, { step, selectors: selectorsOf(step, givers) });
  return givers;
}

/** Why nothing can be taken over by this reference; undefined when it can. */
export function faultOf(reference: string, givers: Givers): string | undefined {
  const target = targetOf(reference);
  const selector = reference.split('.')[1];
  const found = givers.get(target);
  if (!found) return `${reference} is not an earlier step`;
  if (LEAVES_NOTHING.has(found.step.kind)) return `${reference} is a step that gives nothing on`;
  if (selector !== undefined && selector !== 'own' && !found.selectors.has(selector))
    return `${reference} names nothing that step ${target} can give`;
  return undefined;
}

/** References point at earlier steps, and at something those steps can give. */
export function checkReferences(steps: readonly Step[], file: string, errors: ParseError[]) {
  const earlier = new Map<string, { step: Step; selectors: Set<string> }>();
  const origins = new Map<string, Origins>();
  for (const step of steps) {
    const fail = (field: string, message: string) => errors.push({ file, step: step.id, field, message });
    if (earlier.has(step.id)) fail('id', 'is used by two steps');
    const references: [string, readonly string[]][] = [
      ['when', (step.when ?? []).flatMap(alternativesOf)],
      ['from', step.from ?? []],
      ['forEach', step.forEach === undefined ? [] : [step.forEach]],
    ];
    for (const [field, list] of references)
      for (const reference of list) {
        const found = earlier.get(targetOf(reference));
        const fault = faultOf(reference, earlier);
        if (fault !== undefined) fail(field, fault);
        if (field !== 'when' && step.setup && found && !found.step.setup)
          fail(field, `${reference} is not made once, as this step is`);
        if (field !== 'when' && reference.startsWith('!')) fail(field, 'only `when` can be turned round with !');
      }
    for (const id of clashes(step, origins)) fail('from', `${id} would be two different cards in this step`);
    earlier.set(step.id, { step, selectors: selectorsOf(step, earlier) });
    origins.set(step.id, originsOf(step, origins));
  }
}
