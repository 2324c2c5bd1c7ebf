import type { GlyphShape } from '../glyph-shape.ts';

export const placeUs: GlyphShape = {
  box: '0 0 32 32',
  parts: [
    ['line', 'M3.8 7Q16 6.9 28.1 7.1L27.7 11Q16 11.7 3.8 11.2ZM3.8 12.7Q16 12.9 27.7 12.7L27.9 17.5Q16 17.5 4.2 17ZM2.7 20.2Q16 20.3 29.8 20.2L29.7 23.2Q16 23.6 3 23.7Z'],
    ['line', 'M6.1 6.5L4.7 28.5 8.4 29.3 8.6 5.8ZM23.3 6.1L23.8 29.1 27 28.5 25.8 6.4Z'],
  ],
};
