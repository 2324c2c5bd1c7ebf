import type { LimitOptions } from './limits/limits.ts';

/** Undefined: everybody may ask as often as they like. */
export function readLimits(
  env: NodeJS.ProcessEnv,
  refuse: (name: string, expected: string) => void,
): LimitOptions | undefined {
  const rate = env.BALLAST_RATE ?? '1';
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(rate))
    refuse('BALLAST_RATE', 'a number: 1 for the limits as they are, 2 for twice as many, 0 for none');
  const proxy = env.BALLAST_PROXY ?? '0';
  if (proxy !== '0' && proxy !== '1')
    refuse('BALLAST_PROXY', '1 when a proxy in front of this server says in x-forwarded-for who asks, otherwise 0');
  return Number(rate) === 0 ? undefined : { rate: Number(rate), isBehindProxy: proxy === '1' };
}
