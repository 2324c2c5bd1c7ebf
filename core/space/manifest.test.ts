import { describe, expect, test } from 'vitest';
import { activeDevices, applyManifest, type Manifest, type Membership } from './manifest.ts';

const phone = { id: 'a'.repeat(32), signKey: '01', boxKey: '02' };
const computer = { id: 'b'.repeat(32), signKey: '03', boxKey: '04' };
const zero: Manifest = {
  version: 0,
  epoch: 1,
  signer: phone.id,
  acts: [{ type: 'found', device: phone, inboxKey: '05' }],
};

const after = (...manifests: Manifest[]): Membership => {
  let membership: Membership | null = null;
  for (const manifest of manifests) {
    const next = applyManifest(membership, manifest);
    if (!next.ok) throw new Error(next.error.type);
    membership = next.value;
  }
  return membership!;
};
const one: Manifest = { version: 1, epoch: 1, signer: phone.id, acts: [{ type: 'enrol', device: computer }] };
const left: Manifest = {
  version: 2,
  epoch: 2,
  signer: computer.id,
  acts: [{ type: 'depart', device: phone.id, last: { seq: 7, hash: 'h' } }],
};

describe('a chain of manifests', () => {
  test('founds, enrols and lets go', () => {
    const { devices, epoch, version } = after(zero, one, left);
    expect([version, epoch, devices.get(phone.id)?.left, devices.get(computer.id)?.left]).toEqual([
      2,
      2,
      { seq: 7, hash: 'h' },
      undefined,
    ]);
  });

  test('takes the keys of a recovery code, and other ones in their place, which shuts the old ones out for good', () => {
    const recovery = { id: 'c'.repeat(32), signKey: '07', boxKey: '08' };
    const named: Manifest = { ...one, acts: [{ type: 'name-recovery', recovery }] };
    expect(after(zero, named).recovery).toEqual(recovery);
    const other = { id: 'd'.repeat(32), signKey: '09', boxKey: '0a' };
    const again: Manifest = { ...named, version: 2, epoch: 2, acts: [{ type: 'name-recovery', recovery: other }] };
    const errorOf = (manifest: Manifest, ...before: Manifest[]) => {
      const result = applyManifest(after(zero, named, ...before), manifest);
      return result.ok ? null : result.error.type;
    };
    expect(errorOf({ ...again, epoch: 1 })).toBe('epoch-unchanged');
    const first = { id: 'e'.repeat(32), signKey: '0b', boxKey: '0c' };
    const twice = { ...again, epoch: 1, acts: [{ type: 'name-recovery', recovery: first } as const, ...again.acts] };
    expect(applyManifest(after(zero), { ...twice, version: 1 })).toEqual({
      ok: false,
      error: { type: 'epoch-unchanged' },
    });
    for (const signer of [phone.id, recovery.id]) {
      const renewed = after(zero, named, { ...again, signer });
      expect([renewed.recovery, renewed.formerRecoveries]).toEqual([other, [recovery]]);
    }
    const next = { version: 3, epoch: 3 };
    expect(errorOf({ ...again, ...next, signer: recovery.id }, again)).toBe('signer-not-member');
    expect(errorOf({ ...named, ...next }, again)).toBe('recovery-known');
    expect(errorOf({ ...again, ...next }, again)).toBe('recovery-known');
    const asDevice: Manifest['acts'] = [{ type: 'enrol', device: recovery }];
    expect(errorOf({ ...again, ...next, acts: asDevice }, again)).toBe('device-known');
  });

  test('lets the recovery code take in a new device and let every other one go', () => {
    const recovery = { id: 'c'.repeat(32), signKey: '07', boxKey: '08' };
    const named: Manifest = { ...one, acts: [{ type: 'name-recovery', recovery }] };
    const last = { seq: 0, hash: '' };
    const back: Manifest = {
      version: 2,
      epoch: 2,
      signer: recovery.id,
      acts: [
        { type: 'enrol', device: computer },
        { type: 'depart', device: phone.id, last },
      ],
    };
    expect(activeDevices(after(zero, named, back)).map(({ id }) => id)).toEqual([computer.id]);
  });

  test('names devices, and knows in which epoch each version writes', () => {
    const named: Manifest = {
      ...one,
      version: 2,
      acts: [{ type: 'name', device: computer.id, name: 'The one at home' }],
    };
    const membership = after(zero, one, named, { ...left, version: 3 });
    expect(membership.devices.get(computer.id)?.name).toBe('The one at home');
    expect(membership.epochs).toEqual([1, 1, 1, 2]);
  });

  test.each<[string, Manifest[], Manifest]>([
    ['not-founded', [], { ...zero, acts: [] }],
    ['manifest-gap', [], { ...zero, version: 1 }],
    ['signer-not-member', [], { ...zero, signer: computer.id }],
    ['founded-twice', [], { ...zero, acts: [...zero.acts, ...zero.acts] }],
    ['founded-twice', [zero], { ...one, acts: zero.acts }],
    ['manifest-gap', [zero], { ...one, version: 2 }],
    ['manifest-gap', [zero, one], one],
    ['signer-not-member', [zero], { ...one, signer: computer.id }],
    ['device-known', [zero, one], { ...one, version: 2 }],
    [
      'device-unknown',
      [zero],
      {
        ...left,
        version: 1,
        signer: phone.id,
        acts: [{ type: 'depart', device: computer.id, last: { seq: 0, hash: '' } }],
      },
    ],
    ['epoch-unchanged', [zero, one], { ...left, epoch: 1 }],
    ['epoch-jump', [zero, one], { ...left, epoch: 3 }],
    ['signer-not-member', [zero, one, left], { ...one, version: 3, epoch: 2 }],
  ])('refuses: %s', (type, before, wrong) => {
    const result = applyManifest(before.length === 0 ? null : after(...before), wrong);
    expect(result.ok ? null : result.error.type).toBe(type);
  });
});
