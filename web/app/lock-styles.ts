import type { LockStyle } from '../adapters/vault/vault-types.ts';

/** How long an own phone may lie before it locks, in minutes. */
export const OWN_MINUTES = [1, 5, 15, 60] as const;
export const OWN_PHONE: LockStyle = { kind: 'own', minutes: 5 };
export const SHARED_COMPUTER: LockStyle = { kind: 'shared' };
