import type { Health } from '#contract/routes.ts';
import type { LockerOptions } from './lockers/options.ts';

export function healthOf(version: string, lockers: LockerOptions | undefined): Health {
  if (lockers === undefined) return { server: 'ballast', version };
  const { policy, largestSpace, months } = lockers;
  return { server: 'ballast', version, lockers: { policy, largestSpace, months } };
}
