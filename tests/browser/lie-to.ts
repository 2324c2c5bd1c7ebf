import { routes } from '#contract/routes.ts';
import { shownInstead, type Lie } from '../lockers/lying-server.ts';
import type { Hand } from './keep-device.ts';

/** What the server gives this device is changed on its way, until it is told the truth again. */
export async function lieTo({ page }: Hand, lie: Lie): Promise<() => Promise<void>> {
  const path = `**${routes.pull}`;
  await page.context().route(path, async (route) => {
    const answer = await route.fetch();
    if (answer.status() !== 200) return route.fulfill({ response: answer });
    const body = Buffer.from(shownInstead(new Uint8Array(await answer.body()), lie));
    const { 'content-length': _, ...headers } = answer.headers();
    return route.fulfill({ status: 200, headers, body });
  });
  return () => page.context().unroute(path);
}
