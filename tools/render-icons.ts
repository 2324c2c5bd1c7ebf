import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../tests/browser/launch-chromium.ts';

type Icon = { file: string; size: number; shape: 'rounded' | 'full' };

/** Where the system cuts the icon itself (maskable, Apple), the drawing runs to the edges. */
const ICONS: readonly Icon[] = [
  { file: 'icon-192.png', size: 192, shape: 'rounded' },
  { file: 'icon-512.png', size: 512, shape: 'rounded' },
  { file: 'icon-maskable-512.png', size: 512, shape: 'full' },
  { file: 'apple-touch-icon.png', size: 180, shape: 'full' },
];

const folder = join(import.meta.dirname, '../web/static');
const rounded = await readFile(join(folder, 'favicon.svg'), 'utf8');
const full = rounded.replace(/ rx="\d+"/, '');

const browser = await launchChromium();
try {
  const page = await browser.newPage();
  for (const { file, size, shape } of ICONS) {
    const picture = Buffer.from(shape === 'full' ? full : rounded).toString('base64');
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0"><img src="data:image/svg+xml;base64,${picture}" width="${size}" height="${size}">`,
    );
    await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    await writeFile(join(folder, file), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
console.log(`Icons written to web/static: ${ICONS.map(({ file }) => file).join(', ')}`);
