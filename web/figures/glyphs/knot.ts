import type { GlyphShape } from '../glyph-shape.ts';

export const knot: GlyphShape = {
  box: '0 0 48 48',
  parts: [
    ['rope', 'M4 30C14 30 16 14 25 14S36 30 26 31 13 18 22 16 40 20 44 18'],
    ['nick', 'M29 27.4L33 22M15.4 26L19 29.6'],
  ],
};
