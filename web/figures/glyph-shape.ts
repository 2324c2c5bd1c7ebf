export type GlyphInk = 'line' | 'cut' | 'stone' | 'ember' | 'glow' | 'rope' | 'nick' | 'outline' | 'dashed';

/** A small sign in one or two inks: filled shapes, or drawn with a rope's stroke. */
export type GlyphShape = { box: string; parts: readonly (readonly [ink: GlyphInk, path: string])[] };
