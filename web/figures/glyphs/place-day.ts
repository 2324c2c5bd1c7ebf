import type { GlyphShape } from '../glyph-shape.ts';

export const placeDay: GlyphShape = {
  box: '0 0 32 32',
  parts: [
    ['line', 'M6 20Q6 9 16 8.6 26 9 26 20Z'],
    ['line', 'M1.6 24.4L30.5 23 31.4 21.2 1.2 21.1ZM6 27.5Q16 28.8 26 27.5 16 26.2 6 27.5ZM14.6 2.1L14.7 5.5 17.3 4.9 16.5 2.4ZM3.9 6.3L6.7 9 7.9 7.7 6.3 5.6ZM26.4 5.5L24 8.4 25.5 9.9 27.2 6.7Z'],
  ],
};
