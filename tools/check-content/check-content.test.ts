import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from './all-rules.ts';
import { loadContent } from './load-content.ts';
import type { Problem } from './problem.ts';

const samples = join(import.meta.dirname, 'samples');
const good = join(samples, 'good');
const today = '2026-11-21';

/** A bad sample is the good one with some files laid over it: `<rule>/<case>`. */
const problemsOf = async (...folders: string[]): Promise<Problem[]> => {
  const content = await loadContent([good, ...folders.map((folder) => join(samples, folder))], today);
  return allRules.flatMap((rule) => rule(content));
};

const row = 'content/practices/shore-walk';
const parts = 'content/practices/eight-tides';

type Found = { sample: string; file: string; step?: string; field?: string; says: string; severity?: 'warning' };
const found: readonly Found[] = [
  { sample: 'missing-files/no-norwegian', file: 'content/practices/half-row/nb.md', says: 'is missing' },
  {
    sample: 'missing-files/unknown-row',
    file: 'content/practices/nowhere/practice.json',
    field: 'id',
    says: 'called nowhere',
  },
  { sample: 'parse-errors/unknown-field', file: `${row}/practice.json`, field: 'colour', says: 'not a known field' },
  { sample: 'parse-errors/retired-id', file: `${row}/practice.json`, step: 'stones', says: 'weather is retired' },
  { sample: 'parse-errors/no-road-up', file: `${row}/practice.json`, field: 'endings', says: 'tell or request' },
  {
    sample: 'parse-errors/inward-without-anchors',
    file: `${row}/practice.json`,
    step: 'arrive',
    field: 'anchors',
    says: 'two other ways',
  },
  {
    sample: 'parse-errors/sort-without-both',
    file: `${row}/practice.json`,
    step: 'stones',
    field: 'fields',
    says: 'both',
  },
  { sample: 'parse-errors/small-pool', file: `${row}/practice.json`, step: 'shared', field: 'minimum', says: 'from 5' },
  { sample: 'parse-errors/doubled-step', file: `${row}/practice.json`, step: 'stones', field: 'id', says: 'two steps' },
  { sample: 'parse-errors/doubled-item', file: `${row}/practice.json`, step: 'stones', says: 'twice: mine' },
  { sample: 'parse-errors/unit-clash', file: `${parts}/practice.json`, field: 'units', says: 'look is the id of' },
  { sample: 'parse-errors/doubled-heading', file: `${row}/da.md`, step: 'stones', field: 'rota', says: 'stands twice' },
  { sample: 'parse-errors/heading-skip', file: `${row}/nb.md`, step: 'stones', says: 'neither ## step-id nor ###' },
  { sample: 'word-ids/no-words', file: `${row}/da.md`, step: 'stones', field: 'rooms', says: 'has no words' },
  { sample: 'word-ids/orphan-words', file: `${row}/en.md`, step: 'light', says: 'no id' },
  { sample: 'word-ids/no-unit-words', file: `${parts}/nb.md`, step: 'flood', says: 'has no words' },
  { sample: 'word-ids/no-ending-words', file: `${row}/en.md`, step: 'endings', field: 'request', says: 'has no words' },
  {
    sample: 'telling-cards/a-name',
    file: `${row}/en.md`,
    step: 'endings',
    field: 'tell',
    says: 'Mette',
  },
  {
    sample: 'telling-cards/a-name-laid',
    file: `${row}/en.md`,
    step: 'stones',
    field: 'rota',
    says: 'Mette',
  },
  { sample: 'card-gaps/an-ellipsis', file: `${row}/nb.md`, step: 'endings', field: 'tell', says: 'has a gap' },
  {
    sample: 'parse-errors/card-of-what-erases-itself',
    file: `${row}/practice.json`,
    field: 'cards',
    says: 'erases itself',
  },
  { sample: 'references/unknown-related', file: `${row}/practice.json`, field: 'related', says: 'nowhere is no row' },
  {
    sample: 'references/closes-to-nowhere',
    file: `${row}/practice.json`,
    step: 'heavy',
    field: 'close',
    says: 'nowhere is no row',
  },
  {
    sample: 'situations/unknown-row',
    file: 'content/situations.json',
    step: 'on-the-shore',
    says: 'nowhere is no row',
  },
  { sample: 'situations/unmet-row', file: 'content/situations.json', says: 'no situation leads to shore-walk' },
  { sample: 'situations/no-norwegian', file: 'content/situations.json', step: 'on-the-shore', says: 'has no nb' },
  { sample: 'situations/no-group', file: 'content/situations.json', step: 'on-the-shore', says: 'later is no group' },
  { sample: 'doors/unknown-row', file: 'content/doors.json', field: 'leader', says: 'nowhere is no row' },
  { sample: 'sources/unknown-source', file: `${row}/practice.json`, field: 'sources', says: 'hearsay' },
  { sample: 'kinds/missing-kind', file: `${row}/practice.json`, field: 'steps', says: 'kind ledger' },
  {
    sample: 'inventory/missing-item',
    file: `${row}/practice.json`,
    step: 'stones',
    field: 'cards',
    says: 'lacks rooms',
  },
  {
    sample: 'inventory/missing-flag',
    file: `${row}/practice.json`,
    step: 'heavy',
    field: 'items',
    says: '1 of 2 with the flag doctor',
  },
  { sample: 'inventory/missing-step', file: `${row}/practice.json`, step: 'list', says: 'is missing' },
  { sample: 'scope/looser-practice', file: `${row}/practice.json`, field: 'scope', says: 'shared is looser' },
  { sample: 'scope/shared-unlisted', file: `${row}/practice.json`, field: 'shared', says: 'does not let it be' },
  { sample: 'scope/sharing-unsaid', file: `${row}/practice.json`, field: 'shared', says: 'does not say that' },
  { sample: 'scope/looser-step', file: `${row}/practice.json`, step: 'stones', field: 'scope', says: 'open is looser' },
  {
    sample: 'scope/private-pool',
    file: `${row}/practice.json`,
    step: 'shared',
    field: 'scope',
    says: 'common picture',
  },
  { sample: 'size/too-large', file: `${row}/da.md`, says: 'bytes compressed' },
  { sample: 'size/part-too-large', file: `${parts}/da.md`, step: 'flood', says: 'bytes compressed' },
  { sample: 'front-matter/other-title', file: `${row}/en.md`, field: 'title', says: 'A stroll by the sea' },
  { sample: 'front-matter/long-invitation', file: `${row}/da.md`, field: 'invitation', says: 'characters' },
  { sample: 'front-matter/two-situations', file: `${row}/nb.md`, field: 'situations', says: 'has 2' },
  {
    sample: 'placeholders/left-out',
    file: `${row}/en.md`,
    step: 'stones',
    says: 'no placeholder where da has {people}',
  },
  { sample: 'placeholders/unknown', file: `${row}/da.md`, step: 'stones', says: '{borger} is no placeholder' },
  {
    sample: 'placeholders/words-differ',
    file: 'content/words/nb.ts',
    field: 'player.left',
    says: 'other placeholders',
  },
  { sample: 'avoided-words/danish', file: `${row}/da.md`, step: 'arrive', says: '“håndtere”' },
  { sample: 'avoided-words/norwegian', file: `${row}/nb.md`, step: 'arrive', says: '“Husk å”' },
  { sample: 'avoided-words/english', file: `${row}/en.md`, step: 'arrive', says: '“resilient”' },
  {
    sample: 'avoided-words/help-line',
    file: 'content/help/dk.json',
    step: 'leader',
    field: 'da.what',
    says: '“symptom”',
  },
  { sample: 'avoided-words/screen-words', file: 'content/words/en.ts', field: 'player.next', says: '“journey”' },
  { sample: 'sentence-length/error', file: `${row}/en.md`, step: 'arrive', says: '27 words' },
  { sample: 'sentence-length/warning', file: `${row}/da.md`, step: 'arrive', says: '18 words', severity: 'warning' },
  { sample: 'exclamation/prose', file: `${row}/nb.md`, step: 'arrive', field: 'round', says: 'exclamation mark' },
  { sample: 'emoji/prose', file: `${row}/en.md`, step: 'arrive', field: 'round', says: 'emoji' },
  { sample: 'markup/bold', file: `${row}/da.md`, step: 'arrive', says: 'bold' },
  { sample: 'markup/link', file: `${row}/nb.md`, step: 'arrive', says: 'a link' },
  { sample: 'markup/list', file: `${row}/en.md`, step: 'arrive', says: 'a list' },
  { sample: 'markup/html', file: `${row}/en.md`, step: 'arrive', says: 'HTML' },
  { sample: 'quotation-marks/danish', file: `${row}/da.md`, step: 'endings', field: 'tell', says: 'has " "' },
  { sample: 'quotation-marks/norwegian', file: `${row}/nb.md`, step: 'endings', field: 'tell', says: 'has » «' },
  {
    sample: 'quotation-marks/apostrophe',
    file: `${row}/en.md`,
    step: 'heavy',
    field: 'threat',
    says: 'apostrophe',
    severity: 'warning',
  },
  { sample: 'neighbour-words/danish', file: `${row}/da.md`, step: 'arrive', says: '“Kanskje”', severity: 'warning' },
  { sample: 'neighbour-words/norwegian', file: `${row}/nb.md`, step: 'arrive', says: '“bange”', severity: 'warning' },
  { sample: 'written-afresh/carried-over', file: `${row}/nb.md`, says: '5 of', severity: 'warning' },
  {
    sample: 'help-lines/number-format',
    file: 'content/help/no.json',
    step: 'talk',
    field: 'number',
    says: 'another form',
  },
  {
    sample: 'help-lines/future-check',
    file: 'content/help/dk.json',
    step: 'emergency',
    field: 'checked',
    says: 'future',
  },
  {
    sample: 'help-lines/no-source',
    file: 'content/help/dk.json',
    step: 'emergency',
    field: 'source',
    says: 'is missing',
  },
  {
    sample: 'help-lines/no-words',
    file: 'content/help/dk.json',
    step: 'leader',
    field: 'en.what',
    says: 'has no words',
  },
  { sample: 'help-lines/emergency-not-first', file: 'content/help/dk.json', field: 'lines', says: 'emergency numbers' },
  { sample: 'words-shape/empty', file: 'content/words/en.ts', field: 'player.next', says: 'is empty' },
  { sample: 'words-shape/missing', file: 'content/words/nb.ts', field: 'player.left', says: 'is missing' },
];

describe('check:content', () => {
  it('finds nothing in the good sample', async () => {
    expect(await problemsOf()).toEqual([]);
  });

  it.each(found)('finds $says in $sample', async ({ sample, file, step, field, says, severity = 'error' }) => {
    const problems = await problemsOf(sample);
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: sample.split('/')[0],
        severity,
        file,
        ...(step === undefined ? {} : { step }),
        ...(field === undefined ? {} : { field }),
        message: expect.stringContaining(says),
      }),
    );
    expect([...new Set(problems.map(({ rule }) => rule))]).toEqual([sample.split('/')[0]]);
  });

  it('measures each unit of a practice by itself', async () => {
    const problems = await problemsOf('size/part-too-large');
    expect(problems.map(({ step }) => step)).toEqual(['flood']);
  });

  it('proves every rule by a bad sample, and uses every sample', () => {
    const folders = (path: string) => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const onDisk = folders(samples)
      .filter(({ name }) => name !== 'good')
      .flatMap(({ name }) => folders(join(samples, name)).map((sample) => `${name}/${sample.name}`));
    expect(onDisk.sort()).toEqual(found.map(({ sample }) => sample).sort());
    const rules = readdirSync(join(import.meta.dirname, 'rules')).map((file) => file.replace('.ts', ''));
    expect(new Set(found.map(({ sample }) => sample.split('/')[0]))).toEqual(new Set(rules));
    expect(allRules).toHaveLength(rules.length);
  });
});
