import { expect, test } from 'vitest';
import { isBackupDue } from './backup-due.ts';

test.each([
  ['never', '2020-01-01', '2026-11-20', false],
  ['week', '2026-11-13', '2026-11-20', true],
  ['week', '2026-11-14', '2026-11-20', false],
  ['month', '2026-10-21', '2026-11-20', true],
  ['quarter', '2026-10-21', '2026-11-20', false],
  ['week', 'not a day', '2026-11-20', false],
] as const)(
  'with the rhythm %s and the last backup on %s it is due on %s: %s',
  (backupRhythm, lastBackup, today, due) => {
    expect(isBackupDue({ backupRhythm, lastBackup }, today)).toBe(due);
  },
);

test('counts from the day the rhythm was chosen while no backup is made, and from the later of the two after', () => {
  expect(isBackupDue({ backupRhythm: 'week', remindFrom: '2026-11-01' }, '2026-11-20')).toBe(true);
  expect(isBackupDue({ backupRhythm: 'week', remindFrom: '2026-11-01', lastBackup: '2026-11-18' }, '2026-11-20')).toBe(
    false,
  );
  expect(isBackupDue({ backupRhythm: 'week' }, '2026-11-20')).toBe(false);
});
