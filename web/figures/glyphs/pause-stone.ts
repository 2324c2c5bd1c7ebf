import type { GlyphShape } from '../glyph-shape.ts';

export const pauseStone: GlyphShape = {
  box: '0 0 48 48',
  parts: [
    ['line', 'M3.9 31.4Q4.6 26.5 9.5 22.3T19.9 18.7 30.9 19 40.5 24 43.6 34 33.9 38.4 22.9 38.9 11.9 38 3.9 31.4Z'],
    ['cut', 'M39.2 30.8Q30 30.1 22 34.8 30.5 32.4 39.2 30.8ZM34 27.2Q26.6 26.5 20 30 26.9 28.3 34 27.2Z'],
  ],
};
