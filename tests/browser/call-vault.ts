import type { Page } from 'playwright-core';
import type { VaultClient } from '#web/adapters/vault/vault-types.ts';

type Call = {
  [M in keyof VaultClient]: VaultClient[M] extends (...args: never[]) => Promise<unknown> ? M : never;
}[keyof VaultClient];

/**
 * Calls the page's own vault, past the screens: to lay down what took weeks to write, or to lock. The space is found
 * among the modules the page has loaded already, by its shape, since a built module has no names.
 */
export const callVault = async <M extends Call>(
  page: Page,
  method: M,
  ...args: Parameters<VaultClient[M]>
): Promise<Awaited<ReturnType<VaultClient[M]>>> =>
  (await page.evaluate(callInPage, { method, args: args as unknown[] })) as Awaited<ReturnType<VaultClient[M]>>;

async function callInPage({ method, args }: { method: string; args: unknown[] }): Promise<unknown> {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  for (const url of loaded.filter((name) => /\/_app\/immutable\/.*\.js$/.test(name))) {
    const exported = Object.values((await import(url)) as Record<string, unknown>);
    for (const value of exported) {
      const space = value as { vault?: unknown; onLock?: unknown } | null;
      if (typeof space !== 'object' || typeof space?.vault !== 'function' || typeof space.onLock !== 'function')
        continue;
      const vault = (await space.vault()) as Record<string, (...given: unknown[]) => unknown>;
      return vault[method]?.(...args);
    }
  }
  throw new Error('the page has not loaded the space');
}
