import type { Entry } from '#core/entry/entry.ts';
import { isMarkedKept } from '../adapters/vault/kept-marker.ts';
import type { Vault } from '../adapters/locker/locker-types.ts';
import type { VaultStatus } from '../adapters/vault/vault-types.ts';

const BEFORE_OPEN: VaultStatus = {
  state: 'memory',
  readOnly: false,
  waysIn: [],
  lockStyle: null,
  unkept: 0,
  waiting: 0,
  findings: [],
  sync: null,
};

/** Why a page lets go of what it shows. */
export type Cleared = 'locked' | 'erased' | 'forgotten';

let status = $state<VaultStatus>(BEFORE_OPEN);
const isLocked = $derived(status.state === 'locked');
const hasLock = $derived(isLocked || status.state === 'unlocked');
const forgets = $derived(status.state === 'nothing' && status.lockStyle?.kind === 'shared');
let forgetting = $state<'soon' | 'done'>();
let isOpen = $state(false);
let revision = $state(0);
let client: Promise<Vault> | undefined;
const onLocked = new Set<(why: Cleared) => void>();

async function createClient(): Promise<Vault> {
  if (!isSecureContext) {
    status = { ...BEFORE_OPEN, findings: [{ type: 'insecure-page' }] };
    throw new Error('Without a secure context there is no cryptography.');
  }
  const { createVaultClient } = await import('../adapters/vault/vault-client.ts');
  const made = createVaultClient();
  made.on((event) => {
    if (event.type === 'status') status = event.status;
    if (event.type === 'change') revision += 1;
    if (event.type === 'forgets-soon') forgetting = event.isSoon ? 'soon' : undefined;
    if (event.type === 'forgotten') forgetting = 'done';
    if (event.type === 'locked' || event.type === 'erased' || event.type === 'forgotten') {
      revision += 1;
      for (const clear of onLocked) clear(event.type);
    }
  });
  try {
    status = await made.open();
  } catch (failure) {
    // The next try has a client of its own: this one must not answer to other tabs beside it.
    await made.close();
    throw failure;
  }
  isOpen = true;
  return made;
}

/** The helper's own space as the screens see it. The first use fetches the vault; nothing is loaded before. */
export const space = {
  get status(): VaultStatus {
    return status;
  },
  /** Changes with the lock alone, while `status` is a new one each time something is told of it. */
  get isLocked(): boolean {
    return isLocked;
  },
  get hasLock(): boolean {
    return hasLock;
  },
  /** Nothing is kept, and the computer is shared: what is written goes as soon as nobody is there any more. */
  get forgets(): boolean {
    return forgets;
  },
  /** It is about to go, or it has just gone. */
  get forgetting(): 'soon' | 'done' | undefined {
    return forgetting;
  },
  closeForgetting(): void {
    forgetting = undefined;
  },
  get isOpen(): boolean {
    return isOpen;
  },
  /** Grows with every change: read it where entries are read, and they are read again. */
  get revision(): number {
    return revision;
  },
  vault(): Promise<Vault> {
    client ??= createClient().catch((failure: unknown) => {
      // The next who asks tries again: a part that could not be fetched may be there by then.
      client = undefined;
      if (isSecureContext) status = { ...status, findings: [{ type: 'worker-failed' }] };
      throw failure;
    });
    return client;
  },
  /** On a device that holds nothing the vault is fetched when something is to be written, and not before. */
  async openIfKept(): Promise<void> {
    if (isMarkedKept()) await space.vault();
  },
  /** Called when the space locks, forgets or is erased, here or in another tab: a page clears what it shows. Returns the way to stop. */
  onLock(clear: (why: Cleared) => void): () => void {
    onLocked.add(clear);
    return () => onLocked.delete(clear);
  },
};

/** The helper's own calendar day, as YYYY-MM-DD. */
export function dayOf(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export type Moment = Pick<Entry, 'at' | 'day'>;

export function momentNow(): Moment {
  const now = new Date();
  return { at: now.getTime(), day: dayOf(now) };
}

export const newEntry = (
  fields: Pick<Entry, 'kind' | 'practice' | 'version' | 'answers'> & Partial<Entry>,
): Omit<Entry, 'id'> => ({ ...momentNow(), ...fields });
