import type { Page } from 'playwright-core';
import type { VaultClient } from '#web/adapters/vault/vault-types.ts';

type Asked = (...args: never[]) => Promise<unknown>;
type Method = { [M in keyof VaultClient]: VaultClient[M] extends Asked ? M : never }[keyof VaultClient];

/**
 * Calls the page's own vault, past the screens: to lay down what takes weeks to write, or to lock. The space is found
 * among the modules the page has loaded already, by its shape, since what is built has no names.
 */
export const callVault = async <M extends Method>(
  page: Page,
  method: M,
  ...args: Parameters<VaultClient[M]>
): Promise<Awaited<ReturnType<VaultClient[M]>>> =>
  page.evaluate<Awaited<ReturnType<VaultClient[M]>>>(`(${callInPage})(${JSON.stringify({ method, args })})`);

// As text: an `import` in a function would be rewritten for this side before it reaches the page.
const callInPage = `async ({ method, args }) => {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  for (const url of loaded.filter((name) => /\\/_app\\/immutable\\/.*\\.js$/.test(name)))
    for (const found of Object.values(await import(url)))
      if (typeof found?.vault === 'function' && typeof found.onLock === 'function') return (await found.vault())[method](...args);
  throw new Error('the page has not loaded the space');
}`;
