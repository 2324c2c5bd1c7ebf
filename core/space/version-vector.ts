/** For every device the sequence number of its last operation that is known. A device that is missing counts as 0. */
export type VersionVector = { readonly [device: string]: number };

export type Dot = { readonly device: string; readonly seq: number };

const countOf = (vector: VersionVector, device: string): number =>
  Object.hasOwn(vector, device) ? (vector[device] ?? 0) : 0;

export const knows = (vector: VersionVector, dot: Dot): boolean => countOf(vector, dot.device) >= dot.seq;

/** True when `vector` has everything that `other` has. */
export const covers = (vector: VersionVector, other: VersionVector): boolean =>
  Object.entries(other).every(([device, seq]) => countOf(vector, device) >= seq);

export const without = (vector: VersionVector, device: string): VersionVector =>
  Object.fromEntries(Object.entries(vector).filter(([other]) => other !== device));
