import { describe, expect, test } from 'vitest';
import { acceptLink, CHAIN_START, createLog, startChainAt, type Link, type Log } from './check-log.ts';

const PHONE = 'a'.repeat(32);
const COMPUTER = 'b'.repeat(32);

const link = (device: string, seq: number, lamport: number, more: Partial<Link> = {}): Link => ({
  device,
  seq,
  lamport,
  seen: {},
  at: 0,
  previous: seq === 1 ? CHAIN_START : `${device}${seq - 1}`,
  hash: `${device}${seq}`,
  ...more,
});

const logOf = (...links: Link[]): Log => {
  const log = createLog();
  for (const each of links) if (!acceptLink(log, each).ok) throw new Error('the sample itself is refused');
  return log;
};

const two = (): Log => logOf(link(PHONE, 1, 1), link(PHONE, 2, 2), link(COMPUTER, 1, 3, { seen: { [PHONE]: 2 } }));

describe('a log', () => {
  test('takes the next operation of each chain', () => {
    expect(acceptLink(two(), link(PHONE, 3, 4, { seen: { [COMPUTER]: 1 } }))).toEqual({ ok: true, value: 'new' });
  });

  test('knows what it has', () => {
    expect(acceptLink(two(), link(PHONE, 2, 2))).toEqual({ ok: true, value: 'known' });
  });

  test.each([
    ['gap', link(PHONE, 4, 3)],
    ['fork', link(PHONE, 2, 2, { hash: 'other' })],
    ['fork', link(PHONE, 3, 3, { previous: 'other' })],
    ['bad-lamport', link(PHONE, 3, 4)],
    ['bad-lamport', link(PHONE, 3, 2)],
    ['bad-lamport', link(COMPUTER, 2, Number.MAX_SAFE_INTEGER, { seen: { [PHONE]: 2 } })],
    ['bad-lamport', link(PHONE, 3, 3, { seen: { [COMPUTER]: 1 } })],
    ['forgetful', link(COMPUTER, 2, 4, { seen: { [PHONE]: 1 } })],
    ['waits', link(PHONE, 3, 9, { seen: { [COMPUTER]: 5 } })],
    ['waits', link(PHONE, 3, 9, { seen: { ['c'.repeat(32)]: 1 } })],
  ])('refuses a %s and stays as it was', (type, wrong) => {
    const log = two();
    const result = acceptLink(log, wrong);
    expect(result.ok ? null : result.error.type).toBe(type);
    expect(acceptLink(log, link(PHONE, 3, 3))).toEqual({ ok: true, value: 'new' });
  });

  test('goes on from a head whose past stands in segments', () => {
    const log = createLog();
    startChainAt(log, { device: PHONE, seq: 4000, hash: 'head', lamport: 4100 });
    expect(acceptLink(log, link(PHONE, 4001, 4101, { previous: 'head' }))).toEqual({ ok: true, value: 'new' });
    expect(acceptLink(log, link(PHONE, 17, 17))).toEqual({ ok: true, value: 'known' });
    expect(acceptLink(log, link(COMPUTER, 1, 4101, { seen: { [PHONE]: 12 } }))).toEqual({ ok: true, value: 'new' });
  });
});
