import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { lifetimeOf, write } from './write.ts';
import type { WriteAnswer, WriteEvent, WriteStep } from './write.ts';

const json = { kind: 'write', prompts: ['what'] };

describe('parsing a write', () => {
  it.each([
    ['a prompt', {}],
    ['a lifetime until it is closed', { lifetime: 'close' }],
    ['a lifetime in days that the helper can change', { lifetime: 30, choose: true }],
    ['a line', { length: 'line' }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ prompts: undefined }, 'it prompts: needs a list of ids in lower case with hyphens'],
    [{ prompts: [] }, 'it prompts: needs 1 to 6 ids, has 0'],
    [{ prompts: ['what', 'what'] }, 'it prompts: has an id twice'],
    [{ lifetime: 'forever' }, 'it lifetime: is keep, close, or a number of days from 1 to 365'],
    [{ lifetime: 0 }, 'it lifetime: is keep, close, or a number of days from 1 to 365'],
    [{ lifetime: 366 }, 'it lifetime: is keep, close, or a number of days from 1 to 365'],
    [{ lifetime: 1.5 }, 'it lifetime: is keep, close, or a number of days from 1 to 365'],
    [{ setup: true, lifetime: 'close' }, 'it lifetime: is keep for what is made once'],
    [{ setup: true, choose: true }, 'it lifetime: is keep for what is made once'],
    [{ length: 'page' }, 'it length: needs one of: line, lines'],
    [{ choose: 'yes' }, 'it choose: is true or left out'],
    [{ max: 200 }, 'it max: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a write', () => {
  const step: WriteStep = {
    id: 'it',
    kind: 'write',
    prompts: ['what', 'more'],
    lifetime: 'keep',
    length: 'lines',
    choose: true,
  };
  const answerTo = (...events: WriteEvent[]): WriteAnswer =>
    events.reduce((answer, event) => write.apply(step, answer, event, []), write.start(step, []));
  const text = (prompt: string, said: string): WriteEvent => ({ kind: 'write', type: 'text', prompt, text: said });
  const lifetime = (days: 'keep' | 'close' | number): WriteEvent => ({
    kind: 'write',
    type: 'lifetime',
    lifetime: days,
  });

  it('keeps the prompts that say something', () => {
    expect(write.keeps(step, answerTo(text('what', 'a day'), text('more', ' \n')))).toEqual({
      texts: { what: 'a day' },
    });
    expect(write.keeps(step, answerTo(text('more', ' ')))).toBeNull();
  });

  it('keeps nothing that is erased when it is closed, however that was chosen', () => {
    expect(write.keeps(step, answerTo(text('what', 'a day'), lifetime('close')))).toBeNull();
    expect(write.keeps({ ...step, lifetime: 'close' }, answerTo(text('what', 'a day')))).toBeNull();
    expect(
      write.keeps({ ...step, lifetime: 'close' }, answerTo(text('what', 'a day'), lifetime('keep'))),
    ).not.toBeNull();
  });

  it('lets the lifetime be chosen only where the practice offers it, and only to one that there is', () => {
    expect(lifetimeOf(step, answerTo(lifetime(7)))).toBe(7);
    expect(answerTo(lifetime(0))).toEqual(answerTo());
    const { choose: _choose, ...fixed } = step;
    expect(write.apply(fixed, { texts: {} }, lifetime('close'), [])).toEqual({ texts: {} });
  });

  it('gives on the prompts that say something, in the helper’s words', () => {
    const answer = answerTo(text('what', 'a day'), text('more', ' '));
    expect(write.gives(step, answer, [])).toEqual([{ id: 'what', step: 'it', text: 'a day' }]);
    expect(write.gives(step, answer, [], 'more')).toEqual([]);
  });
});
