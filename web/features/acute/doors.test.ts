import { expect, test } from 'vitest';
import { firstDoor, isLastDoor, nextDoor, openDoors, otherDoor, shownDoor } from './doors.ts';

const passages = ['name', 'body', 'change', 'here'];
const others = ['sound', 'object'];
const open = (own: string[] = []) => openDoors(passages, others, own);
const take = (times: number, step: typeof nextDoor, from = open()) =>
  Array.from({ length: times }).reduce<ReturnType<typeof open>[]>((all) => [...all, step(all.at(-1) ?? from)], [from]);

test('opens on the first passage and goes through all of them', () => {
  expect(take(3, nextDoor).map(shownDoor)).toEqual(passages);
});

test('stays at the last passage, and says that it is the last', () => {
  const steps = take(5, nextDoor);
  expect(steps.map(isLastDoor)).toEqual([false, false, false, true, true, true]);
  expect(shownDoor(steps.at(-1) ?? open())).toBe('here');
});

test('begins with the own order, without what no longer exists or stands twice', () => {
  const doors = open(['change', 'gone', 'name', 'change']);
  expect(doors.way).toEqual(['change', 'name', 'body', 'here']);
  expect(shownDoor(doors)).toBe('change');
});

test('gives something else each time, then a door from elsewhere', () => {
  expect(take(4, otherDoor).map(shownDoor)).toEqual(['name', 'sound', 'object', 'change', 'sound']);
});

test('goes on from where it was after something else', () => {
  expect(shownDoor(nextDoor(otherDoor(nextDoor(open()))))).toBe('change');
});

test('jumps to another door at once where there is nothing else', () => {
  expect(shownDoor(otherDoor(openDoors(passages, [], [])))).toBe('change');
});

test('begins again from the top', () => {
  expect(shownDoor(firstDoor(otherDoor(nextDoor(open()))))).toBe('name');
});
