import type { GlyphShape } from './glyph-shape.ts';
import { placeDay } from './glyphs/place-day.ts';
import { placeLong } from './glyphs/place-long.ts';
import { placeMeeting } from './glyphs/place-meeting.ts';
import { placeNow } from './glyphs/place-now.ts';
import { placeRoom } from './glyphs/place-room.ts';
import { placeSystem } from './glyphs/place-system.ts';
import { placeUs } from './glyphs/place-us.ts';

export type PlaceGlyph = 'now' | 'day' | 'long' | 'meeting' | 'us' | 'system' | 'room';

export const GLYPH_BY_PLACE: Record<PlaceGlyph, GlyphShape> = {
  now: placeNow,
  day: placeDay,
  long: placeLong,
  meeting: placeMeeting,
  us: placeUs,
  system: placeSystem,
  room: placeRoom,
};
