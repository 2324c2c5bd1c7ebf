import type { GlyphShape } from '../glyph-shape.ts';

export const missing: GlyphShape = {
  box: '0 0 48 48',
  parts: [
    ['dashed', 'M29.9 34.9Q23.1 34.3 16.8 35.4T7.6 27.6 11.6 15.8 24.1 13.1 36.6 17 40.1 28.1 29.9 34.9Z'],
    ['line', 'M13 33Q24.9 26.2 35 17 23.1 23.8 13 33Z'],
  ],
};
