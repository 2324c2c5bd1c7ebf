import { err, ok, type Result } from '#core/result.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import { appendSealed, type Addition, type SpaceFull } from './append-sealed.ts';
import type { Database } from './database.ts';
import { lockSpace, type SpaceUnknown } from './spaces.ts';

export type NewManifest = Addition & {
  readonly version: number;
  readonly hash: string;
  readonly previous: string;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
};
export type CannotAppend =
  | SpaceUnknown
  /** Another device was quicker, or this one has not seen the latest: that is `version`. */
  | { readonly tag: 'manifest-conflict'; readonly version: number }
  | SpaceFull;

/** Compare and append: it becomes the next version, or it does not stand. Sent again, it is answered alike. */
export const appendManifest = (
  database: Database,
  wanted: NewManifest,
): Promise<Result<{ readonly cursor: number }, CannotAppend>> =>
  database.write<{ readonly cursor: number }, CannotAppend>(async (writer) => {
    const { space, version, hash, previous, bytes, signature } = wanted;
    const locked = await lockSpace(database, writer, space);
    if (!locked.ok) return locked;
    const { manifest: latest } = locked.value;
    const chain = writer
      .selectFrom('sealed')
      .select(['hash', 'cursor'])
      .where('space', '=', space)
      .where('kind', '=', 'manifest');
    const there = await chain.where('seq', '=', version).executeTakeFirst();
    if (there?.hash === hash) return ok({ cursor: there.cursor });
    if (version !== latest + 1) return err({ tag: 'manifest-conflict', version: latest });
    const head = latest < 0 ? NO_HASH : (await chain.where('seq', '=', latest).executeTakeFirstOrThrow()).hash;
    if (head !== previous) return err({ tag: 'manifest-conflict', version: latest });
    const sealed = {
      kind: 'manifest',
      chain: '',
      seq: version,
      first_seq: version,
      hash,
      first_hash: null,
      last_hash: null,
      bytes,
      signature,
    } as const;
    return appendSealed(writer, locked.value, wanted, { sealed: [sealed], manifest: version });
  });
