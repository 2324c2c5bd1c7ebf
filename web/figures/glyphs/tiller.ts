import type { GlyphShape } from '../glyph-shape.ts';

export const tiller: GlyphShape = {
  box: '0 0 64 44',
  parts: [
    ['line', 'M4 16Q32 22 60 16 56 36 42 40L22 40Q8 36 4 16Z'],
    ['line', 'M33.2 21.1L48.9 5.7 46.5 3.8 31 18.8Z'],
    ['ember', 'M52.4 6.2Q51.4 7.4 49.5 7.6T46.4 6.9 45.3 4 47 1.5 50.2 1.1 52.6 3.1 52.4 6.2Z'],
    ['cut', 'M10 24Q32 31 54 24 32 29 10 24ZM14 31Q32 37.9 50 31 32 36.1 14 31Z'],
  ],
};
