import type { GlyphShape } from '../figures/glyph-shape.ts';
import { harbourMouth } from '../figures/glyphs/harbour-mouth.ts';
import { levelLeader } from '../figures/glyphs/level-leader.ts';
import { levelMe } from '../figures/glyphs/level-me.ts';
import { levelOrganisation } from '../figures/glyphs/level-organisation.ts';
import { levelTeam } from '../figures/glyphs/level-team.ts';
import { tiller } from '../figures/glyphs/tiller.ts';
import { weather } from '../figures/glyphs/weather.ts';

/** The sign of a field, where one is drawn: by the field's id, the same in every practice. */
export const fieldGlyphs: Record<string, GlyphShape> = {
  conditions: weather,
  influence: harbourMouth,
  control: tiller,
  me: levelMe,
  team: levelTeam,
  leader: levelLeader,
  organisation: levelOrganisation,
};
