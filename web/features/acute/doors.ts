/** One passage is on screen: a door of the way, or something else instead of it. */
export type Doors = {
  way: readonly string[];
  others: readonly string[];
  at: number;
  /** Which of `others` stands in for the door; null when the door itself is shown. */
  instead: number | null;
};

/** Own order first, as far as it names doors that exist; the others follow in theirs. */
export function openDoors(passages: readonly string[], others: readonly string[], ownOrder: readonly string[]): Doors {
  const own = [...new Set(ownOrder)].filter((id) => passages.includes(id));
  return { way: [...own, ...passages.filter((id) => !own.includes(id))], others, at: 0, instead: null };
}

export const shownDoor = ({ way, others, at, instead }: Doors): string =>
  (instead === null ? way[at] : others[instead]) ?? '';

export const isLastDoor = ({ way, at, instead }: Doors): boolean => instead === null && at === way.length - 1;

export const nextDoor = (doors: Doors): Doors => ({
  ...doors,
  at: Math.min(doors.at + 1, doors.way.length - 1),
  instead: null,
});

/** Each of the others in turn, and after them a door from the other half of the way. */
export function otherDoor(doors: Doors): Doors {
  const next = doors.instead === null ? 0 : doors.instead + 1;
  if (next < doors.others.length) return { ...doors, instead: next };
  return { ...doors, at: (doors.at + Math.ceil(doors.way.length / 2)) % doors.way.length, instead: null };
}

export const firstDoor = (doors: Doors): Doors => ({ ...doors, at: 0, instead: null });
