import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTelling } from './find-telling.ts';

const kindsIn = (text: string) => findTelling(text).map(({ kind, text: said }) => `${kind}: ${said}`);

test.each([
  ['Jeg sad hos Yrsa i går.', ['name: Yrsa']],
  ['Mettes bror ringede. Så kom han.', ['name: Mettes']],
  ['Det var en 14-årig, der løb.', ['age: 14-årig']],
  ['Gutten er 8 år gammel og bor i Tromsø.', ['age: 8 år', 'name: Tromsø']],
  ['A nine-year-old? No, a 9-year-old.', ['age: 9-year-old']],
  ['Født 010203-1234, ring 20 30 40 50.', ['number: 010203-1234', 'contact: 20 30 40 50']],
  ['Fødselsnummer 01020312345 står i mappen.', ['number: 01020312345']],
  ['Skriv til en@sted.dk', ['contact: en@sted.dk']],
  ['Det skete 12. marts, og igen 3/4-26.', ['date: 12. marts', 'date: 3/4-26']],
  ['Hun bor på Søndergade 12b.', ['address: Søndergade 12b']],
  ['Vi gikk inn på rom 12.', ['address: rom 12']],
  ['Sag 123456 igen.', ['number: 123456']],
  ['Han er 14.', ['age: Han er 14']],
  ['Jeg ved, at hun er 14 og bange.', ['age: hun er 14']],
  ['Han er 14\nHun blev 15 år', ['age: Han er 14', 'age: Hun blev 15 år']],
  ['Gutten er 9, og jenta er 11.', ['age: Gutten er 9', 'age: jenta er 11']],
  ['Han fyldte 14. Så fylte 15?', ['age: fyldte 14', 'age: fylte 15']],
  ['He’s 14, she is 15 and I am tired.', ['age: He’s 14', 'age: she is 15']],
  ['En dreng på 8 år løb.', ['age: dreng på 8 år']],
  ['En gutt på 8 løp ut.', ['age: gutt på 8']],
  ['Kvinden på 82 og manden på 90.', ['age: Kvinden på 82', 'age: manden på 90']],
  ['Aged 14, or at the age of 15.', ['age: Aged 14', 'age: age of 15']],
  ['A girl of 8. A 14-year-old. 15 years of age.', ['age: girl of 8', 'age: 14-year-old', 'age: 15 years of age']],
  ['Hun er 14 år gammel, i en alder af 14.', ['age: 14 år', 'age: alder af 14']],
])('finds in “%s” what may tell who it is about', (text, expected) => {
  expect(kindsIn(text)).toEqual(expected);
});

test.each([
  'Jeg blev træt. Det var tungt, og så gik jeg en tur.',
  'Kan I lytte i ti minutter? I må gerne stå over.',
  'I was tired on Monday, and I’m still tired.',
  'Vi spurgte AMR og HMS om NAV.',
  '«Hva trenger du?» Jeg vet ikke.',
  'Det tok 3 uger og 2 møder.',
  'Vi er 12 på holdet.\n\nNy linje.',
  'Om fem år er jeg her endnu.',
  'Det varede 8 timer. Det er 14 dage siden.',
  'Han er 14 dage forsinket, og hun var 2 timer om det.',
  'Vi ses kl. 14. Vagten er 8.',
  'Hun er 2. på listen.',
  'Page 14, stage 3.',
  'Vi er 12. De er 8.',
])('leaves “%s” alone', (text) => {
  expect(kindsIn(text)).toEqual([]);
});

test('names nothing that does not stand in the text, and nothing twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const found = findTelling(text);
      expect(found.every((one) => text.includes(one.text))).toBe(true);
      expect(new Set(found.map((one) => `${one.kind} ${one.text}`)).size).toBe(found.length);
    }),
  );
});
