import type { Json } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { createBoxKeys, createSignKeys, importSignKey, type DeviceKeys } from '#vault/device-keys.ts';
import { NEW_LOCKER, sealKeyring, type Keyring } from '#vault/keyring.ts';
import { bytesToHex } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { appendOperations } from '../vault/append-operations.ts';
import { planRestore, planToReport, spaceToBackupParts } from '../vault/backup-parts.ts';
import { compactChain, TAIL_OPERATIONS } from '../vault/compact-chain.ts';
import { createMemoryStore } from '../vault/memory-store.ts';
import { createOpenSpace, type OpenSpace } from '../vault/open-space.ts';
import { indexEntries } from '../vault/query-entries.ts';
import { everythingIn } from '../vault/session-locks.ts';
import { spaceOf } from '../vault/session-start.ts';
import {
  emitChange,
  emitStatus,
  isLockChosen,
  serially,
  whenLoaded,
  whyNotWritable,
  type Session,
} from '../vault/session.ts';
import { deriveSpaceKeys } from '../vault/space-keys.ts';
import { takeInLetters } from '../vault/take-in-letters.ts';
import type { VaultStore } from '../vault/vault-store.ts';
import type { RestoreReport, VaultError } from '../vault/vault-types.ts';
import { createInflow } from './inflow.ts';
import type { Asker, Line, Page, Refusal } from './line.ts';
import type { FirstRead } from './read-chain.ts';
import { readPage, takeInPage } from './take-in.ts';

export type NewDevice = DeviceKeys & { readonly id: string };

export async function createDevice(): Promise<NewDevice> {
  const [sign, box] = await Promise.all([createSignKeys(), createBoxKeys()]);
  return { id: bytesToHex(systemRandomBytes(16)), sign, box };
}

export const askerOf = async (space: string, { id, sign }: NewDevice): Promise<Asker> => ({
  space,
  device: id,
  sign: await importSignKey(sign),
});

/** Everything that the server holds of a space, from the beginning. */
export async function pullEverything(line: Line): Promise<Result<readonly Page[], Refusal>> {
  const pages: Page[] = [];
  let asked = line.askForPage(0);
  for (;;) {
    const coming = await asked;
    if (!coming.ok) return coming;
    const { cursor, hasMore, read } = coming.value;
    // The server makes the next one ready while this one is on its way.
    if (hasMore) asked = line.askForPage(cursor);
    const page = await read();
    if (!page.ok) return page;
    pages.push(page.value);
    if (!hasMore) return ok(pages);
  }
}

type Fresh = { readonly space: OpenSpace; readonly store: VaultStore };

async function keyringFor(
  device: NewDevice,
  space: string,
  read: FirstRead,
  frontier: Keyring['frontier'],
): Promise<Keyring> {
  const { membership, hash } = read.chain;
  return {
    version: 1,
    space,
    device,
    inbox: await createBoxKeys(),
    epochs: read.epochs,
    manifest: { version: membership.version, hash },
    heads: {},
    latest: 0,
    missing: 0,
    locker: NEW_LOCKER,
    ...(frontier && { frontier }),
  };
}

/** The space of the other devices, whole, in memory alone: nothing that is here is touched meanwhile. */
async function buildFresh(
  session: Session,
  keyring: Keyring,
  read: FirstRead,
  pages: readonly Page[],
): Promise<Result<Fresh, VaultError>> {
  const store = createMemoryStore();
  await store.commit({ putManifests: read.records });
  // Read and checked by `readFirst` just now, up to the manifest that stands in the keyring.
  const space = createOpenSpace(await deriveSpaceKeys(session.deviceKey!, keyring), keyring, read.chain.membership);
  const inflow = createInflow();
  // What of the next page can be made ready is made ready while the one before is taken in.
  const coming = pages.map((page) => readPage(space, page));
  for (const page of coming) {
    const taken = await takeInPage(space, store, inflow, await page, session.now());
    if (!taken.ok) return taken;
  }
  return ok({ space, store });
}

/** What was written here before joins what the others wrote; what stands on both sides stands once. */
async function carryOver(
  session: Session,
  old: OpenSpace,
  { space, store }: Fresh,
): Promise<Result<RestoreReport, VaultError>> {
  const parts = spaceToBackupParts(old, []);
  // What is unfinished lies under the device's own key, and stays where it is.
  const plan = await planRestore(space, [], parts as unknown as readonly Json[], 0);
  for (let start = 0; start < plan.puts.length; start += TAIL_OPERATIONS) {
    const appended = await appendOperations(
      space,
      store,
      plan.puts.slice(start, start + TAIL_OPERATIONS),
      session.now(),
    );
    if (!appended.ok) return appended;
    if (space.tail.length < TAIL_OPERATIONS) continue;
    const { writes, segments } = await compactChain(space, space.tail);
    await store.commit(writes);
    Object.assign(space, { segments, tail: [] });
  }
  if (plan.erase.length > 0) {
    const changes = plan.erase.map((id) => ({ type: 'erase' as const, id }));
    const erased = await appendOperations(space, store, [changes], session.now());
    if (!erased.ok) return erased;
  }
  return ok(planToReport(plan));
}

/**
 * The space of the helper's other devices takes the place of the one that is here, in one transaction: until then and
 * whenever it fails everything stays as it was. `frontier`: what the device that took this one in knew.
 */
export const adopt = (
  session: Session,
  device: NewDevice,
  space: string,
  read: FirstRead,
  pages: readonly Page[],
  frontier?: Keyring['frontier'],
): Promise<Result<RestoreReport, VaultError>> =>
  serially(session, async () => {
    const reason = whyNotWritable(session);
    if (reason !== null) return err(reason);
    await whenLoaded(session);
    const old = (await spaceOf(session))!;
    const letters = isLockChosen(session) && takeInLetters(old, session.store, session.now());
    const built = keyringFor(device, space, read, frontier).then((keyring) =>
      buildFresh(session, keyring, read, pages),
    );
    const [fresh] = await Promise.all([built, letters]);
    if (!fresh.ok) return fresh;
    const report = await carryOver(session, old, fresh.value);
    if (!report.ok) return report;
    const sealed = await sealKeyring(fresh.value.space.keys.keyring, fresh.value.space.keyring, systemRandomBytes);
    const { meta } = session;
    const newMeta =
      meta?.choice === 'lock' ? { ...meta, space, inboxKey: fresh.value.space.keyring.inbox.public } : undefined;
    const committing = session.store.commit({
      ...(await everythingIn(fresh.value.store)),
      dropSpace: true,
      keyring: sealed,
      ...(newMeta && { meta: newMeta }),
    });
    // While the disk is busy: whoever is told of the change asks for the newest at once.
    const index = indexEntries(fresh.value.space);
    const committed = await committing;
    if (!committed.ok) return committed;
    if (newMeta !== undefined) session.meta = newMeta;
    Object.assign(session, { space: fresh.value.space, loading: null, isLoaded: true });
    emitChange(session);
    session.index = index;
    await emitStatus(session);
    return report;
  });
