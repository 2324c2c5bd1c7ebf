import { expect, test } from 'vitest';
import { contentsPages } from './contents-pages.ts';

const titles = (count: number) => Array.from({ length: count }, (_, index) => `title ${index + 1}`);

test('a short booklet has its contents on the cover', () => {
  expect(contentsPages(titles(48))).toEqual([titles(48)]);
});

test('a long one has them behind the cover, each title once and in order', () => {
  for (const count of [49, 80, 81, 157, 400]) {
    const [cover, ...pages] = contentsPages(titles(count));
    expect(cover).toEqual([]);
    expect(pages.flat()).toEqual(titles(count));
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(80);
  }
});
