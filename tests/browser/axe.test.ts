import { expect } from 'vitest';
import { expectAccessible } from './axe.ts';
import { test } from './page.ts';

test('names every rule a page breaks, and where', async ({ open }) => {
  const page = await open('/health');
  await page.evaluate(() => {
    const nameless = document.createElement('button');
    const small = document.createElement('button');
    small.textContent = 'x';
    Object.assign(small.style, {
      display: 'block',
      width: '9px',
      height: '9px',
      padding: 0,
      minHeight: 0,
      minWidth: 0,
    });
    const parts = [nameless, small, small.cloneNode(true)];
    document.body.replaceChildren(...parts);
  });
  const failure = await expectAccessible(page).then(
    () => '',
    (error: Error) => error.message,
  );
  expect(failure).toMatch(/\nbutton-name: .*\n {2}button/);
  expect(failure).toMatch(/\ntarget-size: /);
});
