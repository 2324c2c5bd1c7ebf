import type { GlyphShape } from '../glyph-shape.ts';

export const alarmStone: GlyphShape = {
  box: '0 0 48 48',
  parts: [
    ['line', 'M14.4 33.8Q14.6 25.5 14.7 23.2T17.8 12.9 23.7 4.2 30.2 11.6 33.2 21.8 34 32.5 30.1 42 19.5 42.5 14.4 33.8Z'],
    ['cut', 'M30 18Q31.2 27 30.8 36 33.6 26.9 30 18ZM26.4 25Q27.1 30.7 27.2 36.4 28.9 30.6 26.4 25Z'],
  ],
};
