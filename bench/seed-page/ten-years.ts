import { BUTTONS, CHECK_IN, checkInToAnswers } from '#core/entry/check-in.ts';
import type { Entry, JsonObject } from '#core/entry/entry.ts';
import { known } from '../known.ts';

const MORNING = 7 * 3_600_000;
const DAY = 86_400_000;

/** Of the length that a line on a phone has. Nothing here happened to anyone. */
const LINES = [
  'En rolig vagt indtil klokken to, så en lang samtale om noget, der ikke havde noget svar.',
  'Vi manglede to. Alligevel nåede vi frokosten, og nogen sagde tak på vej ud ad døren.',
  'Det trak ud. Jeg gik hjem med den fornemmelse, at jeg havde glemt at spørge om det vigtigste.',
  'God dag med mange små ting. Kaffen var kold, og der blev grinet ved bænken.',
];

const nth = <T>(list: readonly T[], n: number): T => known(list[n % list.length], 'such item');
const lineOf = (n: number): string => `${nth(LINES, n)} ${nth(LINES, n + 1).slice(0, n % 60)}`;

const checkInAnswers = (n: number): JsonObject =>
  checkInToAnswers({
    button: nth(BUTTONS, n),
    gave: [nth(['sleep', 'food', 'rest'], n)],
    cost: [nth(['no-break', 'hard-meeting', 'unrest'], n)],
    line: lineOf(n),
  });

/** The practices that The long run reads, and one that it does not. */
const RUNS: readonly { readonly practice: string; readonly answers: (n: number) => JsonObject }[] = [
  { practice: 'diary', answers: (n) => ({ page: { texts: { free: lineOf(n) }, taken: {} } }) },
  {
    practice: 'body-budget',
    answers: (n) => ({
      budget: { stones: { in: [{ id: 'food' }, { id: 'laugh' }], out: [{ id: 'own_1', text: lineOf(n) }] } },
    }),
  },
  {
    practice: 'price-ledger',
    answers: (n) => ({
      book: { stones: { get: [{ id: 'trusted' }, { id: 'useful' }], pay: [{ id: 'own_1', text: lineOf(n) }] } },
    }),
  },
  {
    practice: 'cycle-of-caring',
    answers: (n) => ({ ring: { texts: {}, counts: { begin: 2, stay: n % 5, part: 1 } } }),
  },
  {
    practice: 'load-signs',
    answers: (n) => ({ signs: { picked: ['read-twice', 'own_1'], own: [{ id: 'own_1', text: lineOf(n) }] } }),
  },
  {
    practice: 'how-close-am-i',
    answers: (n) => ({
      lately: { marks: { sleep: n % 5, patience: 2, joy: 3 } },
      words: { picked: ['own_1'], own: [{ id: 'own_1', text: lineOf(n) }] },
    }),
  },
  {
    practice: 'prevention-list',
    answers: (n) => ({
      three: { order: ['basics', 'out-breath'], own: [] },
      'month#basics': { texts: { small: lineOf(n), when: 'week' }, taken: {} },
    }),
  },
  {
    practice: 'what-work-does',
    answers: (n) => ({ five: { texts: { body: lineOf(n), joy: 'Kaffen' } }, since: { marks: { body: 1, joy: 3 } } }),
  },
];

const randomId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** So many entries, spread evenly over so many days, of which the last lies `ago` days back. */
export type Stretch = { readonly count: number; readonly days: number; readonly ago: number };

/** Oldest first: every other entry is a check-in. */
export function entriesOver({ count, days, ago }: Stretch): Entry[] {
  const today = Math.floor(Date.now() / DAY) - ago;
  return Array.from({ length: count }, (_, n): Entry => {
    const behind = days - 1 - Math.floor((n * days) / count);
    const at = (today - behind) * DAY + MORNING + (n % 8) * 60_000;
    const when = { id: randomId(), at, day: new Date(at).toISOString().slice(0, 10) };
    if (n % 2 === 0) return { ...when, ...CHECK_IN, answers: checkInAnswers(n >> 1) };
    const run = nth(RUNS, n >> 1);
    return { ...when, kind: 'entry', practice: run.practice, version: 1, answers: run.answers(n), ending: 'done' };
  });
}
