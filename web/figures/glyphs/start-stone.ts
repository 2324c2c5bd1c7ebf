import type { GlyphShape } from '../glyph-shape.ts';

export const startStone: GlyphShape = {
  box: '0 0 48 48',
  parts: [
    ['line', 'M8.3 32.6Q11.7 26.9 14.3 24.5T21.2 17.2 28.8 10.7 38 6.8 42.8 13.4 39.5 22.9 35 31.9 28.9 39.8 19.1 41.2 9 40.7 8.3 32.6Z'],
    ['cut', 'M38.4 14Q32.7 25.5 26 36.4 35.2 26.8 38.4 14ZM32.8 17.2Q26.6 26.5 20 35.6 28.2 27.7 32.8 17.2Z'],
  ],
};
