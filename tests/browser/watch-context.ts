import type { BrowserContext } from 'playwright-core';

/** Notes everything the pages and workers of a device complain of, except what a test provokes on purpose. */
export function watchContext(
  context: BrowserContext,
  origin: string,
  expected: readonly RegExp[],
): () => readonly string[] {
  const complaints: string[] = [];
  const complain = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') complain(`console error: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complain(`uncaught error: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    const leaves = url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== origin;
    if (leaves) complain(`request to another origin: ${request.url()}`);
  });
  context.on('page', (page) => page.on('crash', () => complain('the page crashed')));
  return () => complaints;
}
