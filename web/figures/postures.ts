import type { GlyphShape } from './glyph-shape.ts';
import { alarmStone } from './glyphs/alarm-stone.ts';
import { pauseStone } from './glyphs/pause-stone.ts';
import { startStone } from './glyphs/start-stone.ts';

/** The three buttons, told apart by how a stone lies: on end, leaning, lying down. */
export type Posture = 'alarm' | 'start' | 'pause';

export const STONE_BY_POSTURE: Record<Posture, GlyphShape> = {
  alarm: alarmStone,
  start: startStone,
  pause: pauseStone,
};
