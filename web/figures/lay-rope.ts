export type Point = readonly [x: number, y: number];
/** `way` is the middle of the rope; `lobes` are its strands where they come up, one after the other. Both are paths. */
export type LaidRope = { way: string; lobes: readonly string[] };

/** How many steps the curve takes from one point to the next. */
const STEPS = 16;

/** Lays a rope of this width through the points, in the order given; nothing about it is quite even. */
export function layRope(through: readonly Point[], width: number): LaidRope {
  const way = curveThrough(through);
  const lobes: string[] = [];
  const pitch = width * 0.6;
  /** How far it still is from the last point passed to where the next strand comes up. */
  let ahead = pitch / 2;
  for (const [index, to] of way.slice(1).entries()) {
    const from = way[index] ?? to;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    for (; ahead < length; ahead += pitch) {
      const share = ahead / length;
      lobes.push(lobe([from[0] + dx * share, from[1] + dy * share], Math.atan2(dy, dx), width, lobes.length));
    }
    ahead -= length;
  }
  return { way: `M${way.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`, lobes };
}

/** A strand where it comes up over the rope: a slanted lobe, cut a little differently each time. */
function lobe([x, y]: Point, heading: number, width: number, index: number): string {
  const slant = heading + 0.74 + ((index * 7) % 5) * 0.045;
  const long = width * (0.56 + ((index * 3) % 4) * 0.025);
  const thick = width * (0.255 + ((index * 5) % 3) * 0.025);
  const [dx, dy] = [Math.cos(slant) * long, Math.sin(slant) * long];
  const [ox, oy] = [-Math.sin(slant) * thick, Math.cos(slant) * thick];
  const at = (along: number, aside: number) =>
    `${round(x + dx * along + ox * aside)} ${round(y + dy * along + oy * aside)}`;
  return `M${at(-1, 0)}C${at(-0.8, 1.3)} ${at(0.6, 0.9)} ${at(1, 0)}C${at(0.8, -1.3)} ${at(-0.6, -0.9)} ${at(-1, 0)}Z`;
}

/** The curve of Catmull and Rom through all points, as a line of many short steps. */
function curveThrough(through: readonly Point[]): readonly Point[] {
  return through.flatMap((at, index) => {
    const to = through[index + 1];
    if (!to) return [at];
    const before = through[index - 1] ?? at;
    const after = through[index + 2] ?? to;
    return Array.from({ length: STEPS }, (_, step): Point => {
      const t = step / STEPS;
      return [curve(before[0], at[0], to[0], after[0], t), curve(before[1], at[1], to[1], after[1], t)];
    });
  });
}

/** https://en.wikipedia.org/wiki/Catmull–Rom_spline, of even knots: from `at` to `to` as `t` goes from 0 to 1. */
function curve(before: number, at: number, to: number, after: number, t: number): number {
  return (
    at + (t / 2) * (to - before + t * (2 * before - 5 * at + 4 * to - after + t * (3 * (at - to) + after - before)))
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
