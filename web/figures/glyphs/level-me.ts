import type { GlyphShape } from '../glyph-shape.ts';

export const levelMe: GlyphShape = {
  box: '0 0 48 48',
  parts: [
    ['line', 'M35.6 32.2Q31.4 37.1 26.3 36.4T16 35.7 10.7 27.6 16.1 19.8 26.4 18.6 35.5 22.2 35.6 32.2Z'],
    ['cut', 'M33.8 29.7Q31.7 32.9 26.8 34.9 32.9 34.5 33.8 29.7ZM31.3 29.4Q29.1 32 25.5 33.2 30 33.4 31.3 29.4Z'],
  ],
};
