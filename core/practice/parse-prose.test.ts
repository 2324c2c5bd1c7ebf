import { describe, expect, it } from 'vitest';
import { parseProse } from './parse-prose.ts';

const FILE = 'content/practices/a-practice/en.md';
const FRONT = `---
title: Conditions and influence
invitation: Three places for what weighs
words: worry, influence , ,sort
situations: There is too much; We cannot agree
---
`;
const ENDINGS = `
## endings
What now?
`;
const read = (markdown: string) => parseProse(markdown, FILE);

function faultsOf(markdown: string): string[] {
  const prose = read(markdown);
  if (prose.ok) return [];
  return prose.error.map(({ file, step, field, message }) => {
    expect(file).toBe(FILE);
    return `${[step, field].filter((part) => part !== undefined).join(' ')}: ${message}`;
  });
}

describe('prose', () => {
  it('is read as front matter, labels and what follows them', () => {
    const prose = read(`${FRONT}
## zones
Where does it belong?

One card at a time.

…

> Pull yourself together.

### zones.laws
Laws and rules

### zones.rooms
Rooms

The small ones too.
${ENDINGS}
### endings.tell
Tell someone

I want you to know:
`);
    expect(prose).toEqual({
      ok: true,
      value: {
        title: 'Conditions and influence',
        invitation: 'Three places for what weighs',
        words: ['worry', 'influence', 'sort'],
        situations: ['There is too much', 'We cannot agree'],
        steps: {
          zones: {
            label: 'Where does it belong?',
            text: ['One card at a time.', '…', '> Pull yourself together.'],
            items: {
              laws: { label: 'Laws and rules', text: [] },
              rooms: { label: 'Rooms', text: ['The small ones too.'] },
            },
          },
        },
        endings: {
          label: 'What now?',
          text: [],
          items: { tell: { label: 'Tell someone', text: ['I want you to know:'] } },
        },
      },
    });
  });

  it('is the same whatever system wrote its lines and its letters', () => {
    const text = `${FRONT}\n## zones\nHvor hører det til på øen?\n${ENDINGS}`;
    expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text));
    expect(read(text.normalize('NFD'))).toEqual(read(text));
  });

  it.each([
    ['no front matter', ENDINGS, ': begins with --- and the front matter'],
    ['front matter without an end', FRONT.slice(0, -4) + ENDINGS, ': has no --- after the front matter'],
    ['a missing title', FRONT.replace(/title:.*\n/, '') + ENDINGS, 'title: is missing'],
    ['an empty title', FRONT.replace(/title:.*\n/, 'title:\n') + ENDINGS, 'title: is missing'],
    ['a missing invitation', FRONT.replace(/invitation:.*\n/, '') + ENDINGS, 'invitation: is missing'],
    ['missing words', FRONT.replace(/words:.*\n/, '') + ENDINGS, 'words: is missing'],
    ['missing situations', FRONT.replace(/situations:.*\n/, '') + ENDINGS, 'situations: is missing'],
    [
      'a field that is not known',
      FRONT.replace('title:', 'author: me\ntitle:') + ENDINGS,
      ': has a line in the front matter that is not known or stands twice: author: me',
    ],
    [
      'a field that stands twice',
      FRONT.replace('title:', 'title: Twice\ntitle:') + ENDINGS,
      ': has a line in the front matter that is not known or stands twice: title: Conditions and influence',
    ],
    [
      'a line that is no field',
      FRONT.replace('title:', 'only words\ntitle:') + ENDINGS,
      ': has a line in the front matter that is not known or stands twice: only words',
    ],
    ['text before the first heading', `${FRONT}\nHello.\n${ENDINGS}`, ': text before the first heading: Hello.'],
    ['a heading without words', `${FRONT}\n## zones\n${ENDINGS}`, 'zones: a heading without words'],
    [
      'an item without words',
      `${FRONT}\n## zones\nWhere?\n\n### zones.laws\n${ENDINGS}`,
      'zones: a heading without words',
    ],
    ['a step twice', `${FRONT}\n## zones\nWhere?\n\n## zones\nWhere?\n${ENDINGS}`, 'zones: stands twice'],
    [
      'an item twice',
      `${FRONT}\n## zones\nWhere?\n\n### zones.laws\nLaws\n\n### zones.laws\nLaws\n${ENDINGS}`,
      'zones laws: stands twice',
    ],
    ['no endings', `${FRONT}\n## zones\nWhere?\n`, 'endings: is missing'],
    ...[
      ['a heading of the first level', '# zones', ': ', 'zones'],
      ['a heading of the fourth level', '#### zones.laws', ': ', 'zones.laws'],
      ['a step that is no id', '## My zones', ': ', 'My zones'],
      ['an item before any step', '### zones.laws', ': ', 'zones.laws'],
      ['an item of another step', '## zones\nWhere?\n\n### whose.laws', 'zones: ', 'whose.laws'],
      ['an item that is no id', '## zones\nWhere?\n\n### zones.The laws', 'zones: ', 'zones.The laws'],
      ['an item without a name', '## zones\nWhere?\n\n### zones.', 'zones: ', 'zones.'],
    ].map(([what = '', heading = '', where = '', name = '']) => [
      what,
      `${FRONT}\n${heading}\nWords\n${ENDINGS}`,
      `${where}a heading that is neither ## step-id nor ### step-id.item-id: ${name}`,
    ]),
  ])('is refused with %s', (_what, markdown, fault) => {
    expect(faultsOf(markdown)).toContain(fault);
  });

  it('takes ids that an object of the language has of its own', () => {
    const prose = read(`${FRONT}\n## constructor\nWhere?\n\n### constructor.constructor\nHere\n${ENDINGS}`);
    expect(prose.ok && prose.value.steps.constructor).toEqual({
      label: 'Where?',
      text: [],
      items: { constructor: { label: 'Here', text: [] } },
    });
  });
});
