import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Fails with a readable list when the page as it stands breaks WCAG 2.2 A or AA. It is looked at in full height: in a
 * window that scrolls, axe takes what a fixed bar happens to cover just then for something that cannot be reached.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 360, height: 740 };
  const fullHeight = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, fullHeight) });
  const { violations } = await new AxeBuilder({ page }).withTags(wcag22aa).analyze();
  await page.setViewportSize(size);
  if (violations.length === 0) return;
  const list = violations.flatMap(({ id, help, helpUrl, nodes }) => [
    `${id}: ${help} (${helpUrl})`,
    ...nodes.map((node) => `  ${node.target.join(' ')}\n    ${node.failureSummary?.replaceAll('\n', '\n    ') ?? ''}`),
  ]);
  throw new Error(`${page.url()} is not accessible:\n${list.join('\n')}`);
}
