import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// WCAG 2.2: 4.5 for text (1.4.3), 3 for the borders of controls and for figures (1.4.11).
const TEXT = 4.5;
const SHAPE = 3;

const PAIRS: readonly (readonly [front: string, back: string, least: number])[] = [
  ['ink', 'ground', TEXT],
  ['ink', 'ground-2', TEXT],
  ['ink-soft', 'ground', TEXT],
  ['ink-soft', 'ground-2', TEXT],
  ['ember-text', 'ground', TEXT],
  ['ember-text', 'ground-2', TEXT],
  ['edge', 'ground', SHAPE],
  ['edge', 'ground-2', SHAPE],
  ['on-sea', 'sea', TEXT],
  ['on-sea-soft', 'sea', TEXT],
  ['on-sea', 'sea-deep', TEXT],
  ['on-sea-soft', 'sea-deep', TEXT],
  ['on-sea', 'sea-lift', TEXT],
  ['ember-sea', 'sea', TEXT],
  ['ember-sea', 'sea-deep', TEXT],
  ['sea-edge', 'sea', SHAPE],
  ['sea-edge', 'sea-deep', SHAPE],
  ['on-stone', 'stone', TEXT],
  ['on-stone-soft', 'stone', TEXT],
  ['ember-stone', 'stone', SHAPE],
  ['stone', 'sea', SHAPE],
  ['stone', 'sea-deep', SHAPE],
  ['on-wood', 'wood', TEXT],
  ['on-wood', 'knob-lit', SHAPE],
  ['on-wood', 'knob', SHAPE],
  ['on-hush', 'hush', TEXT],
  ['on-hush-soft', 'hush', TEXT],
  ['on-hush', 'hush-stone', TEXT],
  ['on-hush-soft', 'hush-stone', TEXT],
  ['hush-edge', 'hush', SHAPE],
  ['f-line', 'ground', SHAPE],
  ['f-ember', 'ground', SHAPE],
  ['f-stone', 'f-sea', SHAPE],
  ['f-onsea', 'f-sea', SHAPE],
  ['f-onsea', 'f-lift', SHAPE],
  ['f-line', 'f-lit', SHAPE],
];

const colours = new Map(
  [
    ...readFileSync(new URL('tokens.css', import.meta.url), 'utf8').matchAll(
      /--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g,
    ),
  ].map(([, name = '', light, dark, both = '']) => [name, { light: light ?? both, dark: dark ?? both }]),
);

test.each(['light', 'dark'] as const)('every pair of tokens can be read in %s', (theme) => {
  const tooFaint = PAIRS.filter(([front, back, least]) => contrast(front, back, theme) < least);
  expect(tooFaint.map(([front, back]) => `${front} on ${back}: ${contrast(front, back, theme).toFixed(1)}`)).toEqual(
    [],
  );
});

test.each(['light', 'dark'] as const)('one of the two focus rings stands out from every surface in %s', (theme) => {
  for (const surface of ['ground', 'ground-2', 'sea', 'sea-deep', 'sea-lift', 'stone', 'wood', 'hush']) {
    expect(
      Math.max(contrast('focus-in', surface, theme), contrast('focus-out', surface, theme)),
      surface,
    ).toBeGreaterThan(SHAPE);
  }
});

function contrast(front: string, back: string, theme: 'light' | 'dark'): number {
  const [bright, dim] = [luminance(front, theme), luminance(back, theme)].sort((a, b) => b - a);
  return ((bright ?? 0) + 0.05) / ((dim ?? 0) + 0.05);
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(name: string, theme: 'light' | 'dark'): number {
  const hex = colours.get(name)?.[theme];
  if (!hex) throw new Error(`tokens.css has no colour ${name}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
