import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packProse, unpackProse } from './pack-prose.ts';
import type { Block, StepProse } from './parse-prose.ts';

const id = fc.stringMatching(/^[a-z]{1,6}(-[a-z0-9]{1,4})?$/).filter((name) => name !== 'endings');
const line = fc.stringMatching(/^[^#\n\r\s][^\n\r]{0,30}$/);
const block: fc.Arbitrary<Block> = fc.record({ label: line, text: fc.array(line, { maxLength: 3 }) });
const step: fc.Arbitrary<StepProse> = fc.record({
  label: line,
  text: fc.array(line, { maxLength: 3 }),
  items: fc.dictionary(id, block, { maxKeys: 4 }),
});

test('unpacks what was packed', () => {
  fc.assert(
    fc.property(line, line, fc.dictionary(id, step, { maxKeys: 4 }), step, (title, invitation, steps, endings) => {
      const prose = { title, invitation, words: [], situations: [], steps, endings };
      expect(unpackProse(packProse(prose))).toEqual(prose);
    }),
  );
});
