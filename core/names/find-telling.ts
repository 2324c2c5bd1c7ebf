import { FIRST_NAMES } from './first-names.ts';

/** Something in a text that may tell who it is about. It is a reason to look once more, and no proof of anything. */
export type Telling = { readonly kind: TellingKind; readonly text: string };
export const TELLING_KINDS = ['name', 'age', 'date', 'number', 'address', 'contact'] as const;
export type TellingKind = (typeof TELLING_KINDS)[number];

const MONTHS =
  'januar|februar|marts|mars|april|maj|mai|juni|juli|august|september|oktober|november|december|desember|' +
  'january|february|march|may|june|july|october';

const capitalOrNot = (words: string): string =>
  words.replace(/\p{L}+/gu, (word) => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`);
const ENDED = '(?:e|a|en|et|n)?';
/** Said of one person. */
const PERSON = capitalOrNot('han|hun|hen|he|she|boy|girl|son|daughter');
const CHILD = capitalOrNot('barn|dreng|gutt|pig|jent|søn|sønn|datter');
const ONE = `(?:${PERSON}|(?:${CHILD})${ENDED})`;
const SOMEONE = `(?:dreng|gutt|pig|jent|barn|mand|mann|kvind|kvinn|dame|fyr|elev|borger|bruker|beboer|søn|sønn|datter|bror|søster)${ENDED}`;
/** “Han er 14.” and “He is 14 and …” tell an age; “Han er 14 dage forsinket” and “Hun er 2. på listen” do not. */
const AGE_ENDS = String.raw`(?=\s*(?:$|[,;:!?)…»”"–-]|\.(?:\s*$|\s+[^a-zæøå\d])|(?:år|og|men|eller|nu|nå|and|but|or|now)(?!\p{L})))`;

/** In this order: what one has taken, the later ones do not see. */
const PATTERNS: readonly { readonly kind: TellingKind; readonly pattern: RegExp }[] = [
  { kind: 'contact', pattern: /[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu },
  { kind: 'contact', pattern: /\bhttps?:\/\/\S+/giu },
  // A Danish CPR number, a Norwegian fødselsnummer.
  { kind: 'number', pattern: /(?<!\d)\d{6}[ -]?\d{4,5}(?!\d)/gu },
  { kind: 'date', pattern: /(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)/gu },
  { kind: 'date', pattern: new RegExp(`(?<!\\d)\\d{1,2}\\.? (?:of )?(?:${MONTHS})(?!\\p{L})`, 'giu') },
  { kind: 'contact', pattern: /(?<!\d)(?:\+\d{2} ?)?\d{2}(?: ?\d{2}){3}(?!\d)/gu },
  { kind: 'contact', pattern: /(?<!\d)(?:\+\d{2} ?)?\d{3} \d{2} \d{3}(?!\d)/gu },
  { kind: 'age', pattern: /(?<!\d)\d{1,3}[- ]?(?:års|årig|åring)\p{L}*/giu },
  { kind: 'age', pattern: /(?<!\d)\d{1,3} ?år(?= gam)/giu },
  { kind: 'age', pattern: /(?<!\d)\d{1,3}(?:[- ](?:years?|yrs?)[- ](?:old|of age)| ?y\/?o)(?!\p{L})/giu },
  { kind: 'age', pattern: /(?<!\p{L})(?:aged?(?: of)?|alder(?:en)?(?: a[fv])?) \d{1,3}(?: år)?(?![\d.,]\d)/giu },
  { kind: 'age', pattern: new RegExp(`(?<!\\p{L})${SOMEONE} på \\d{1,3}(?: år)?(?!\\d)`, 'giu') },
  { kind: 'age', pattern: /(?<!\p{L})(?:boy|girl|child|man|woman|son|daughter|brother|sister) of \d{1,3}(?!\d)/giu },
  {
    kind: 'age',
    pattern: new RegExp(
      `(?<!\\p{L})${ONE}(?: (?:er|var|blev|ble|is|was|turns|turned)|['’]s) \\d{1,3}(?: år)?${AGE_ENDS}`,
      'gmu',
    ),
  },
  { kind: 'age', pattern: new RegExp(`(?<!\\p{L})fyl(?:der|dte|ler|te) \\d{1,3}(?: år)?${AGE_ENDS}`, 'gmu') },
  {
    kind: 'address',
    pattern:
      /\p{Lu}[\p{L}.]*(?: ?\p{L}+)?(?:vej|gade|alle|allé|stræde|veien|vei|gata|gate|Street|Road)(?:en)? \d+\p{L}?/gu,
  },
  { kind: 'address', pattern: /(?:værelse|stue|rom|avdeling|afdeling|afsnit|room|ward|flat) \d+\p{L}?(?!\p{L})/giu },
  { kind: 'number', pattern: /(?<!\d)\d{5,}(?!\d)/gu },
];

/** Capitals that say nothing about anyone: pronouns, and what English writes with a capital. */
const PLAIN = new Set(
  (
    'I Jeres De Dem Deres Ballast Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April ' +
    'May June July August September October November December English Danish Norwegian Norway Denmark Danmark Norge ' +
    'God Gud Christmas Easter Nav'
  ).split(' '),
);

const WORD = /\p{Lu}[\p{L}’'-]*\p{Ll}[\p{L}’'-]*/gu;
/** What stands before a word that would have a capital letter anyway. */
const BEGINS = /(?:^|[.!?…:]["”’»)]*\s|\n)["“”‘’«»(–\s-]*$/u;

const withoutGenitive = (word: string): string => word.replace(/(?:['’]s?|s)$/u, '');
const isKnownName = (word: string): boolean => FIRST_NAMES.has(word) || FIRST_NAMES.has(withoutGenitive(word));
const isEnglishI = (word: string): boolean => /^I['’]/u.test(word);

/** What may tell who a text is about, in the order of the text, each once. Danish, Norwegian and English alike. */
export function findTelling(text: string): readonly Telling[] {
  const found: (Telling & { readonly at: number })[] = [];
  let rest = text;
  for (const { kind, pattern } of PATTERNS)
    rest = rest.replace(pattern, (said, ...args) => {
      const at = args.find((arg): arg is number => typeof arg === 'number') ?? 0;
      found.push({ kind, text: said, at });
      return '\u0000'.repeat(said.length);
    });
  for (const { 0: word, index } of rest.matchAll(WORD)) {
    if (PLAIN.has(word) || isEnglishI(word)) continue;
    if (BEGINS.test(rest.slice(0, index)) && !isKnownName(word)) continue;
    found.push({ kind: 'name', text: word, at: index });
  }
  found.sort((a, b) => a.at - b.at);
  const isFirst = ({ kind, text: said }: Telling, index: number) =>
    found.findIndex((other) => other.kind === kind && other.text === said) === index;
  return found.filter(isFirst).map(({ kind, text: said }) => ({ kind, text: said }));
}
