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
