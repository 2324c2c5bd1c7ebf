import type { LimitOptions } from '../limits/limits.ts';
import type { Database } from '../store/database.ts';

/** `voucher`: whoever has one of the operator's vouchers may make a locker. `closed`: nobody makes a new one. */
export const LOCKER_POLICIES = ['open', 'voucher', 'closed'] as const;
export type LockerPolicy = (typeof LOCKER_POLICIES)[number];

export type LockerOptions = {
  readonly database: Database;
  readonly policy: LockerPolicy;
  /** Most bytes that one locker may hold. */
  readonly largestSpace: number;
  /** About so many bytes are in one answer to a poll at most. */
  readonly largestPull?: number;
  /** Undefined: everybody may ask as often as they like. */
  readonly limits?: LimitOptions | undefined;
  /** After so many without any device a locker is erased; 0: never. */
  readonly months: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
};
