import { ok } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import type { Slot } from '#vault/slot.ts';
import type {
  DraftRecord,
  Letter,
  ManifestRecord,
  Meta,
  OtherRecord,
  SegmentRecord,
  SetAside,
  TailRecord,
  VaultStore,
} from './vault-store.ts';

/** A space before a lock is chosen, and one of which nothing is kept: sealed like any other, gone with the Worker. */
export function createMemoryStore(): VaultStore {
  let meta: Meta | undefined;
  let keyring: Bytes | undefined;
  let lastLetter = 0;
  const slots = new Map<string, Slot>();
  const manifests = new Map<number, ManifestRecord>();
  const tail = new Map<number, TailRecord>();
  const others = new Map<string, OtherRecord>();
  const segments = new Map<string, SegmentRecord>();
  const drafts = new Map<string, DraftRecord>();
  const letters = new Map<number, Letter>();
  const aside: SetAside[] = [];

  return {
    commit: async (writes) => {
      if (writes.dropSpace) for (const store of [manifests, tail, others, segments]) store.clear();
      meta = writes.meta ?? meta;
      keyring = writes.keyring ?? keyring;
      for (const id of writes.dropSlots ?? []) slots.delete(id);
      for (const slot of writes.putSlots ?? []) slots.set(slot.id, slot);
      for (const manifest of writes.putManifests ?? []) manifests.set(manifest.version, manifest);
      for (const seq of writes.dropTail ?? []) tail.delete(seq);
      for (const record of writes.putTail ?? []) tail.set(record.seq, record);
      for (const { device, from = 0, to = Infinity } of writes.dropOthers ?? [])
        for (const [key, other] of others)
          if (other.device === device && other.seq >= from && other.seq <= to) others.delete(key);
      for (const other of writes.putOthers ?? []) others.set(`${other.device} ${other.seq}`, other);
      for (const name of writes.dropSegments ?? []) segments.delete(name);
      for (const segment of writes.putSegments ?? []) segments.set(segment.name, segment);
      for (const name of writes.dropDrafts ?? []) drafts.delete(name);
      for (const draft of writes.putDrafts ?? []) drafts.set(draft.name, draft);
      for (const number of writes.dropLetters ?? []) letters.delete(number);
      for (const bytes of writes.addLetters ?? []) letters.set(++lastLetter, { number: lastLetter, bytes });
      aside.push(...(writes.setAside ?? []));
      return ok(null);
    },
    meta: async () => meta,
    keyring: async () => keyring,
    slots: async () => [...slots.values()],
    manifests: async () => [...manifests.values()],
    tail: async () => [...tail.values()].sort((a, b) => a.seq - b.seq),
    others: async () =>
      [...others.values()].sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq)),
    segmentKeys: async () =>
      [...segments.values()]
        .map(({ name, device, firstSeq, lastSeq }) => ({ name, device, firstSeq, lastSeq }))
        .sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.firstSeq - b.firstSeq)),
    segment: async (name) => segments.get(name),
    drafts: async () => [...drafts.values()],
    letters: async () => [...letters.values()],
    letterCount: async () => letters.size,
    close: () => {},
  };
}
