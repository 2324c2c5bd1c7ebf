import type { GlyphShape } from '../glyph-shape.ts';

export const placeRoom: GlyphShape = {
  box: '0 0 32 32',
  parts: [
    ['line', 'M9 28L9 10Q9 3 16 3T23 10L23 28Z'],
    ['cut', 'M12.4 25L12.4 11Q12.6 6.4 16 6.4T19.6 11L19.6 25Z'],
    ['ember', 'M14.2 22Q13.2 18.9 14 18.6T15.4 15.3 17 13.7 18.3 17 18.5 20.6 16.8 23.7 14.2 22Z'],
  ],
};
