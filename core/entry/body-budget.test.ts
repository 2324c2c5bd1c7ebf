import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyBudgetByWeek } from './body-budget.ts';
import type { JsonObject } from './entry.ts';
import { anyRunOf, checkInOn, runOn } from './sample-entries.ts';

const fromCheckIn = (id: string) => ({ id, from: 'check-in' });
const fromPractice = (id: string, text?: string) => ({ id, ...(text && { text }), from: 'body-budget' });

test('lays the stones of check-ins and of the practice side by side, week by week, and nets nothing', () => {
  const entries = [
    runOn('2026-11-18', 'body-budget', {
      budget: { stones: { in: [{ id: 'sleep' }, { id: 'own_1', text: 'the sea' }], out: [{ id: 'noise' }] } },
      'budget~2': { stones: { in: [{ id: 'laugh' }] } },
    }),
    checkInOn('2026-11-17', { gave: ['sleep'], cost: ['unrest'] }),
    checkInOn('2026-11-10', { cost: ['unrest', 'change'] }),
    checkInOn('2026-11-03', { button: 'start' }),
  ];
  expect(bodyBudgetByWeek(entries)).toEqual([
    { week: '2026-W46', left: [], right: [fromCheckIn('unrest'), fromCheckIn('change')] },
    {
      week: '2026-W47',
      left: [fromCheckIn('sleep'), fromPractice('sleep'), fromPractice('own_1', 'the sea'), fromPractice('laugh')],
      right: [fromCheckIn('unrest'), fromPractice('noise')],
    },
  ]);
});

test('passes over stones it cannot read', () => {
  const odd: JsonObject = {
    budget: { stones: { in: [null, 'sleep', { id: 4 }, { id: 'food', text: ' ' }], out: 3 } },
    'budget#x': { stones: { in: [{ id: 'no' }] } },
  };
  expect(bodyBudgetByWeek([runOn('2026-11-18', 'body-budget', odd)])).toEqual([
    { week: '2026-W47', left: [fromPractice('food')], right: [] },
  ]);
});

test('never throws, whatever was kept', () => {
  fc.assert(
    fc.property(fc.array(anyRunOf('body-budget', ['budget', 'budget~2'])), (runs) => void bodyBudgetByWeek(runs)),
  );
});
