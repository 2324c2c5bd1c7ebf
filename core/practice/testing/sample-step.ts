import fc from 'fast-check';
import type { Kind } from '../practice.ts';

export type Json = Record<string, unknown>;
/** For tests: what a kind needs of its own, as practice.json has it, and the ids that other steps may name. */
export type SampleStep = { kind: Kind; own: Json; ids: string[]; livesOnFrom?: string };

const some = (name: string, min: number, max: number): fc.Arbitrary<string[]> =>
  fc.integer({ min, max }).map((count) => Array.from({ length: count }, (_, index) => `${name}-${index}`));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const flag = maybe(fc.constant(true));
const levels = fc.subarray(['me', 'team', 'leader', 'organisation'], { minLength: 1 });

/** JSON has no undefined. */
const plain = (own: Json): Json => JSON.parse(JSON.stringify(own)) as Json;
const stepOf = (kind: Kind, own: Json, ids: string[], livesOnFrom?: string): SampleStep => ({
  kind,
  own: plain(own),
  ids,
  ...(livesOnFrom ? { livesOnFrom } : {}),
});

const guide = fc
  .record({
    passages: some('passage', 1, 4),
    pace: fc.constantFrom('self', 'time', 'breath', 'timer'),
    passagesLast: flag,
    inward: flag,
    anchors: some('anchor', 2, 3),
  })
  .map(({ anchors, inward, ...own }) =>
    stepOf(
      'guide',
      {
        ...own,
        ...(own.pace === 'breath' ? { breath: { in: 4, out: 6 }, minutes: [1, 2] } : {}),
        ...(own.pace === 'timer' ? { minutes: [5, 10] } : {}),
        ...(inward ? { inward, anchors } : {}),
      },
      own.passages,
      'passages',
    ),
  );

const write = fc
  .record({
    prompts: some('prompt', 1, 3),
    lifetime: maybe(fc.constantFrom('keep', 'close', 7)),
    length: maybe(fc.constantFrom('line', 'lines')),
    choose: flag,
  })
  .map((own) => stepOf('write', own, own.prompts));

const pick = fc
  .record({
    items: some('item', 1, 5),
    levels,
    groups: maybe(some('group', 2, 3)),
    max: maybe(fc.integer({ min: 1, max: 3 })),
    marks: maybe(some('mark', 2, 3)),
    own: flag,
    closes: fc.boolean(),
  })
  .map(({ items, groups, levels: level, closes, ...own }) =>
    stepOf(
      'pick',
      {
        ...own,
        groups,
        items: items.map((id, index) => ({ id, level, group: groups?.[index % groups.length] })),
        ...(closes ? { close: { on: [items[0]], to: 'help-now' } } : {}),
      },
      [...items, ...(groups ?? []), ...(own.marks ?? []), 'own'],
    ),
  );

const sort = fc
  .record({
    cards: some('card', 1, 4),
    fields: some('field', 1, 3),
    way: fc.constantFrom('depends', 'both'),
    own: flag,
  })
  .map(({ cards, fields, way, own }) =>
    stepOf('sort', { cards, fields: [...fields, way], own }, [...cards, ...fields, way], 'cards'),
  );

const rank = fc
  .record({ items: some('item', 1, 5), max: maybe(fc.integer({ min: 1, max: 4 })), own: flag })
  .map((own) => stepOf('rank', own, own.items, 'items'));

const ledger = fc
  .record({ left: some('left', 0, 3), right: some('right', 1, 3), suggests: fc.boolean() })
  .map(({ left, right, suggests }) => {
    const suggestions = { ...(left.length > 0 ? { gives: left } : {}), costs: right };
    return stepOf('ledger', { sides: ['gives', 'costs'], ...(suggests ? { suggestions } : {}) }, ['gives', 'costs']);
  });

const contrast = fc
  .record({
    columns: some('column', 2, 3),
    rows: some('row', 1, 3),
    given: fc.boolean(),
    carry: fc.boolean(),
    own: flag,
  })
  .map(({ columns, rows, given, carry, own }) =>
    stepOf(
      'contrast',
      {
        columns,
        rows,
        own,
        ...(given ? { given: columns[0] } : {}),
        ...(carry && !given ? { carry: { from: columns[0], to: columns[1] } } : {}),
      },
      [...columns, ...rows],
      'rows',
    ),
  );

const scale = some('scale', 1, 3).map((scales) => {
  const poles = ['low', 'middle', 'high'];
  return stepOf('scale', { scales, poles }, [...scales, ...poles]);
});

const map = fc
  .array(
    fc.record({
      token: fc.constantFrom('text', 'initial', 'count'),
      max: maybe(fc.integer({ min: 1, max: 3 })),
      ask: flag,
      isGrouped: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((seeds) => {
    const groups = ['near', 'far'];
    const slots = seeds.map(({ isGrouped, ...slot }, index) => ({
      id: `slot-${index}`,
      ...slot,
      ...(isGrouped ? { group: groups[index % 2] } : {}),
    }));
    return stepOf('map', { figure: 'ring', slots, groups }, [...slots.map((slot) => slot.id), ...groups]);
  });

const turns = fc
  .record({
    form: fc.constantFrom('pair', 'circle'),
    rounds: maybe(fc.constantFrom(2, 4)),
    minutes: fc.constantFrom(0.5, 3),
    says: maybe(fc.subarray(['open', 'swap', 'close'], { minLength: 1 })),
    listen: flag,
  })
  .map((own) => {
    const roles = own.form === 'pair' ? ['teller', 'listener'] : ['speaker'];
    return stepOf('turns', { ...own, roles }, roles);
  });

const plan = fc
  .array(
    fc.record({
      type: fc.constantFrom('text', 'time', 'date', 'rhythm', 'person', 'phone'),
      suggestions: maybe(some('way', 1, 3)),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((seeds) => {
    const fields = seeds.map(({ type, suggestions }, index) => ({
      id: `field-${index}`,
      type,
      suggestions: suggestions?.map((id) => `${id}-of-${index}`),
    }));
    return stepOf(
      'plan',
      { fields },
      fields.flatMap((field) => [field.id, ...(field.suggestions ?? [])]),
    );
  });

const pool = some('item', 1, 3).map((items) => stepOf('pool', { items, minimum: 5, weeks: 2, answer: 14 }, items));

const rehearse = fc
  .record({ more: some('more', 0, 3), level: fc.integer({ min: 1, max: 3 }), look: some('look', 1, 4) })
  .map(({ more, level, look }) => {
    const all = [1, 2, 3].map((each) => ({ id: `say-${each}`, level: each }));
    const stimuli = [...more.map((id) => ({ id, level })), ...all];
    return stepOf('rehearse', { stimuli, look }, []);
  });

const loop = fc
  .record({ least: maybe(fc.integer({ min: 2, max: 8 })), start: flag })
  .map((own) => stepOf('loop', { ...own, sides: ['me', 'other'] }, ['me', 'other']));

/** For tests: one arbitrary for each kind; a kind that is missing here fails a test. */
export const sampleSteps: { [K in Kind]?: fc.Arbitrary<SampleStep> } = {
  guide,
  write,
  pick,
  sort,
  rank,
  ledger,
  contrast,
  scale,
  map,
  turns,
  plan,
  pool,
  rehearse,
  loop,
};
