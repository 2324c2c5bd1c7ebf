import { boardOf, STRUCTURE, type Board, type KeptStructure } from '#core/entry/structures.ts';
import type { EntryId } from '#core/entry/entry.ts';
import type { Result } from '#core/result.ts';
import { newOnes } from '#core/structure/board-file.ts';
import { changesBetween, type Structure } from '#core/structure/structure.ts';
import { app } from '#web/app/app.ts';
import { boardEntries } from '#web/app/board-entries.ts';
import { wordsOfError } from '#web/app/error-words.ts';
import { dayOf, space } from '#web/app/space.svelte.ts';
import type { VaultClient, VaultError } from '../../adapters/vault/vault-types.ts';

const EMPTY: Board = { structures: [], unreadable: 0 };
/** Of two texts written at the same time both are kept. */
const FREE_TEXT: ReadonlySet<keyof Structure> = new Set(['name', 'owner', 'standIn', 'note'] as const);

/** The structures in the space, read again with every change; gone from the page the moment it locks. */
export function createBoard() {
  let board = $state.raw<Board>(EMPTY);
  let today = $state(dayOf(new Date()));
  let isRead = $state(false);
  let problem = $state('');
  let turn = 0;

  const clear = () => {
    turn += 1;
    board = EMPTY;
    isRead = false;
  };

  async function read() {
    const mine = (turn += 1);
    try {
      const found = await (await space.vault()).entries({ practice: STRUCTURE.practice, kind: STRUCTURE.kind });
      if (mine !== turn || !found.ok) return;
      board = boardOf(found.value.entries);
      today = dayOf(new Date());
      isRead = true;
    } catch {
      if (mine === turn) problem = app.words.errors['worker-failed'];
    }
  }

  /** True when all of it was done; what could not be done is said in `problem`. */
  async function write(
    acts: readonly ((vault: VaultClient) => Promise<Result<unknown, VaultError>>)[],
  ): Promise<boolean> {
    problem = '';
    try {
      const vault = await space.vault();
      for (const act of acts) {
        const done = await act(vault);
        if (!done.ok) problem = wordsOfError(app.words, done.error);
        if (!done.ok) return false;
      }
      await read();
      return true;
    } catch {
      problem = app.words.errors['worker-failed'];
      return false;
    }
  }

  const add = (structures: readonly Structure[]) =>
    write(boardEntries(structures).map((entry) => (vault: VaultClient) => vault.put(entry)));

  $effect(() => {
    void space.revision;
    if (space.isLocked) clear();
    else void read();
  });
  $effect(() => space.onLock(clear));

  return {
    get structures(): readonly KeptStructure[] {
      return board.structures;
    },
    /** So many are kept and cannot be shown. */
    get unreadable() {
      return board.unreadable;
    },
    get today() {
      return today;
    },
    get isRead() {
      return isRead;
    },
    get problem() {
      return problem;
    },
    add: (structure: Structure) => add([structure]),
    change: ({ entry, structure }: KeptStructure, after: Structure) =>
      write(
        changesBetween(structure, after).map(
          ({ field, value }) =>
            (vault: VaultClient) =>
              vault.edit(entry, ['answers', field], value, { freeText: FREE_TEXT.has(field) }),
        ),
      ),
    erase: (entry: EntryId) => write([(vault) => vault.erase(entry)]),
    /** How many came in; null when that failed. */
    async takeIn(structures: readonly Structure[]): Promise<number | null> {
      const here = board.structures.map(({ structure }) => structure);
      const came = newOnes(structures, here);
      return (await add(came)) ? came.length : null;
    },
  };
}

export type BoardOnDevice = ReturnType<typeof createBoard>;
