import type { GlyphShape } from '../glyph-shape.ts';

export const placeMeeting: GlyphShape = {
  box: '0 0 32 32',
  parts: [
    ['line', 'M2.2 24.2Q2.4 19.7 2 16.4T4.5 9 10.8 7.5 13.2 14.8 13.7 22.7 8.6 27.3 2.2 24.2ZM29 26Q30.4 24.7 30.2 21T29.3 15.8 26.7 11.2 21.8 11 19 15.2 18.4 20.5 18.9 25.6 23.9 27 29 26Z'],
    ['line', 'M2 29Q16 30 30 29 16 28 2 29Z'],
  ],
};
