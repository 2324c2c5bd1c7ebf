import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { Database } from '../store/database.ts';
import { createLockersApp } from './lockers-app.ts';
import type { LockerOptions } from './options.ts';
import { sampleDevice, type Answering } from './sample-device.ts';

export const sampleRandomBytes = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(length));

/** Lockers for everyone on that store; a test that needs another clock or another policy passes it. */
export const sampleLockers = (database: Database, more: Partial<LockerOptions> = {}): Hono =>
  createLockersApp(
    {
      database,
      policy: 'open',
      largestSpace: 1e8,
      months: 24,
      now: () => Date.UTC(2026, 10, 28),
      randomBytes: sampleRandomBytes,
      ...more,
    },
    { tls: false },
  );

/** A device with a locker of its own, and a session. */
export async function deviceWithLocker(app: Answering) {
  const device = await sampleDevice(app);
  const [made, opened] = [await device.makeLocker(), await device.openSession()];
  if (!made.ok || !opened.ok) throw new Error(`no locker: ${made.status} ${opened.status}`);
  return device;
}

export const errorOf = async (answer: Response): Promise<object> => ({
  status: answer.status,
  ...((await answer.json()) as object),
});
