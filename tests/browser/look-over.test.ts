import { expect } from 'vitest';
import { lookOver } from './look-over.ts';
import { test } from './page.ts';

test('names everything on a screen that is not as it should be', async ({ open }) => {
  const page = await open('/health', { size: 'smallest-phone' });
  await page.evaluate(() => {
    const add = (tag: string, text: string, name?: string) => {
      const element = document.createElement(tag);
      element.textContent = text;
      if (name !== undefined) element.setAttribute('aria-label', name);
      document.body.append(element);
      return element;
    };
    add('p', 'Step {n} of 4');
    add('p', 'leader-acts');
    add('p', 'Place it', 'Place {card}');
    add('h2', '');
    add('button', 'x');
    Object.assign(add('p', 'far out').style, { position: 'absolute', left: '400px' });
  });
  const failure = await lookOver(page, ['leader-acts']).then(
    () => '',
    (error: Error) => error.message,
  );
  for (const fault of [
    /placeholder that nobody filled: <p>Step/,
    /an id instead of words: <p>leader-acts/,
    /a name that is no words: <p aria-label="Place/,
    /without words: <h2>/,
    /a target of .*<button>x/,
    /reaches over the edge: <p.*far out/,
  ])
    expect(failure).toMatch(fault);
});
