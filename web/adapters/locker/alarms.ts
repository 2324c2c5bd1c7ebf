import type { Alarm, Locker } from '#vault/keyring.ts';

/** So many are kept, the latest: a server that never tells the truth must not fill the keyring. */
const MOST_ALARMS = 20;

/** What was noticed, each kind once for a device until the helper has read it. */
export function withAlarms(locker: Locker, alarms: readonly Alarm[]): Locker {
  const known = new Set(locker.alarms.map(({ type, device }) => `${type} ${device}`));
  const fresh = alarms.filter(({ type, device }) => !known.has(`${type} ${device}`));
  return fresh.length === 0 ? locker : { ...locker, alarms: [...locker.alarms, ...fresh].slice(-MOST_ALARMS) };
}
