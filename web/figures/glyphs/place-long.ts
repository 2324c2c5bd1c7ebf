import type { GlyphShape } from '../glyph-shape.ts';

export const placeLong: GlyphShape = {
  box: '0 0 32 32',
  parts: [
    ['line', 'M2 24Q8 6 13 14T21 14 30 5L30 9.4Q25 12 22.6 17T14 18 6.4 25Z'],
    ['line', 'M10 27.6Q20 26.4 30 26 19.7 23.2 10 27.6ZM20 22Q25.3 19.9 31 19 24.6 17.2 20 22Z'],
  ],
};
