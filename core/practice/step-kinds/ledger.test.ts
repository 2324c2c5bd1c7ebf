import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { ledger } from './ledger.ts';
import type { LedgerAnswer, LedgerEvent, LedgerStep } from './ledger.ts';

const json = { kind: 'ledger', sides: ['gives', 'costs'], suggestions: { gives: ['laughter'], costs: ['noise'] } };

describe('parsing a ledger', () => {
  it.each([
    ['suggestions for both sides', {}],
    ['suggestions for one side', { suggestions: { gives: ['laughter'] } }],
    ['no suggestions', { suggestions: undefined }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ sides: ['gives'] }, 'it sides: needs 2 to 2 ids, has 1'],
    [{ sides: ['gives', 'costs', 'else'] }, 'it sides: needs 2 to 2 ids, has 3'],
    [{ sides: undefined }, 'it sides: needs a list of ids in lower case with hyphens'],
    [{ suggestions: { else: ['noise'] } }, 'it else: is not a known field here'],
    [{ suggestions: ['noise'] }, 'it: is not an object'],
    [{ suggestions: { gives: [] } }, 'it gives: needs 1 to 30 ids, has 0'],
    [{ suggestions: { gives: ['noise'], costs: ['noise'] } }, 'it: has an id twice: noise'],
    [{ total: true }, 'it total: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a ledger', () => {
  const step: LedgerStep = { id: 'it', ...json, kind: 'ledger' };
  const answerTo = (...events: LedgerEvent[]): LedgerAnswer =>
    events.reduce((answer, event) => ledger.apply(step, answer, event, []), ledger.start(step, []));
  const anyEvent: fc.Arbitrary<LedgerEvent> = fc
    .record({ side: fc.constantFrom('gives', 'costs'), does: fc.nat(2), nth: fc.integer({ min: 1, max: 4 }) })
    .map(({ side, does, nth }): LedgerEvent => {
      if (does === 0) return { kind: 'ledger', type: 'lay', side, id: side === 'gives' ? 'laughter' : 'noise' };
      if (does === 1) return { kind: 'ledger', type: 'write', side, text: 'the same words' };
      return { kind: 'ledger', type: 'lift', side, id: `own_it_${nth}` };
    });

  it('never nets one side against the other and never totals', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), anyEvent, (events, event) => {
        const before = answerTo(...events);
        const after = ledger.apply(step, before, event, []);
        const other = event.side === 'gives' ? 'costs' : 'gives';
        expect(after.stones[other]).toEqual(before.stones[other]);
        const shown = [ledger.gives(step, after, []), ledger.keeps(step, after)?.stones];
        expect(JSON.stringify(shown)).not.toMatch(/[:,[]-?\d/);
        expect(ledger.gives(step, after, [])).toHaveLength(Object.values(after.stones).flat().length);
      }),
    );
  });

  it('gives no stone the name of another, on either side, even after one was lifted', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const named: string[] = [];
        let answer = answerTo();
        for (const event of events) {
          const before = new Set(Object.values(answer.stones).flat());
          answer = ledger.apply(step, answer, event, []);
          const laid = Object.values(answer.stones)
            .flat()
            .filter((stone) => !before.has(stone));
          named.push(...laid.filter((stone) => stone.text !== undefined).map((stone) => stone.id));
        }
        expect(named).toEqual([...new Set(named)]);
      }),
    );
  });

  it('gives on the stones of the side asked for', () => {
    const answer = answerTo(
      { kind: 'ledger', type: 'lay', side: 'gives', id: 'laughter' },
      { kind: 'ledger', type: 'write', side: 'costs', text: ' the phone ' },
    );
    expect(ledger.gives(step, answer, [], 'costs')).toEqual([{ id: 'own_it_1', step: 'it', text: 'the phone' }]);
    expect(ledger.gives(step, answer, [], 'gives')).toEqual([{ id: 'laughter', step: 'it' }]);
  });

  it('lays a suggestion once, and only on its own side', () => {
    const lay: LedgerEvent = { kind: 'ledger', type: 'lay', side: 'gives', id: 'laughter' };
    expect(answerTo(lay, lay)).toEqual(answerTo(lay));
    expect(answerTo({ ...lay, side: 'costs' })).toEqual(answerTo());
  });

  it('keeps nothing when every stone was lifted', () => {
    const lifted = answerTo(
      { kind: 'ledger', type: 'write', side: 'gives', text: 'sea' },
      { kind: 'ledger', type: 'lift', side: 'gives', id: 'own_it_1' },
    );
    expect(ledger.keeps(step, lifted)).toBeNull();
  });
});
