import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allSteps } from './parse-practice.ts';
import type { Practice } from './practice.ts';
import { readAnswers } from './read-answers.ts';
import { stepIdOf } from './references.ts';
import { keepsAnything, scopeOf } from './run-answers.ts';
import { practiceFrom } from './testing/sample-practice.ts';
import { frozenSampleOf } from './testing/sample-frozen.ts';
import type { Frozen } from './testing/sample-frozen.ts';

const frozen = resolve(import.meta.dirname, 'frozen');
const practices = resolve(import.meta.dirname, '../../content/practices');

const readPractice = (row: string): Practice =>
  practiceFrom(JSON.parse(readFileSync(resolve(practices, row, 'practice.json'), 'utf8')));
const readFrozen = (file: string): Frozen => JSON.parse(readFileSync(resolve(frozen, file), 'utf8')) as Frozen;

const keeping = readdirSync(practices)
  .filter((row) => existsSync(resolve(practices, row, 'practice.json')))
  .filter((row) => keepsAnything(readPractice(row)));
const samples = readdirSync(frozen).filter((file) => file.endsWith('.json'));
const fileOf = ({ id, version }: Practice) => `${id}-v${version}.json`;

describe('frozen answers', () => {
  it.each(keeping)('stand for the present version of %s', (row) => {
    const practice = readPractice(row);
    const file = fileOf(practice);
    const advice = samples.includes(file)
      ? ''
      : `add core/practice/frozen/${file}: ${JSON.stringify(frozenSampleOf(practice))}`;
    expect(samples, advice).toContain(file);
  });

  it.each(keeping)('hold an answer to every step of %s that keeps one', (row) => {
    const practice = readPractice(row);
    const { runs } = readFrozen(fileOf(practice));
    const held = new Set(runs.flatMap(({ entry, setup }) => Object.keys({ ...entry, ...setup })).map(stepIdOf));
    const keeps = allSteps(practice)
      .filter((step) => !['guide', 'turns', 'pool', 'rehearse'].includes(step.kind))
      .filter((step) => !['nothing', 'self-erasing'].includes(scopeOf(practice, step)))
      .filter((step) => step.kind !== 'write' || step.lifetime !== 'close' || step.choose);
    expect([...held].sort()).toEqual(keeps.map(({ id }) => id).sort());
  });

  it.each(samples)('%s read back as they were left, but for what was retired', (file) => {
    const sample = readFrozen(file);
    expect(file).toBe(`${sample.practice}-v${sample.version}.json`);
    const practice = readPractice(sample.practice);
    const isRetired = (key: string, answer: unknown) =>
      practice.retired.some(
        (id) => stepIdOf(key) === id || key.includes(`#${id}`) || JSON.stringify(answer).includes(`"${id}"`),
      );
    expect(sample.runs.length).toBeGreaterThan(0);
    for (const run of sample.runs) {
      const setup = readAnswers(practice, sample.version, run.setup);
      const entry = readAnswers(practice, sample.version, run.entry, { setups: setup.shown });
      for (const [key, answer] of Object.entries({ ...setup.unread, ...entry.unread }))
        expect(isRetired(key, answer), `${key} is neither shown nor retired`).toBe(true);
      if (practice.version !== sample.version) continue;
      expect(setup.shown).toEqual(run.setup);
      expect(entry.shown).toEqual(run.entry);
    }
  });
});
