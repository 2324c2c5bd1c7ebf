import { CHECK_IN } from '#core/entry/check-in.ts';
import type { Entry, EntryId } from '#core/entry/entry.ts';
import { isStructureEntry, readStructure } from '#core/entry/structures.ts';
import { app } from '#web/app/app.ts';
import { wordsOfError } from '#web/app/error-words.ts';
import { loadPracticeIndex } from '#web/app/practice-library.ts';
import { space } from '#web/app/space.svelte.ts';
import { structureTitle } from '#web/app/structure-words.ts';
import type { Besides, StorageReport } from '../../adapters/vault/vault-types.ts';

const A_PAGE = 40;

/** Where one can carry on. */
export type Begun = { readonly href: string; readonly title: string };

/** What lies in the space, read again with every change; gone from the page the moment it locks. */
export function createKeptEntries() {
  let all = $state.raw<readonly Entry[]>([]);
  let besides = $state.raw<{ readonly [id: EntryId]: readonly Besides[] }>({});
  let newer = $state(0);
  let begun = $state.raw<readonly Begun[]>([]);
  let storage = $state.raw<StorageReport>();
  let titles = $state.raw<ReadonlyMap<string, string>>(new Map());
  let pages = $state(1);
  let isRead = $state(false);
  let problem = $state('');
  let turn = 0;

  const clear = () => {
    turn += 1;
    all = begun = [];
    besides = {};
    newer = 0;
    isRead = false;
  };

  async function read() {
    const mine = (turn += 1);
    try {
      const vault = await space.vault();
      const [found, drafts, report, index] = await Promise.all([
        vault.entries(),
        vault.drafts(),
        vault.storage(),
        loadPracticeIndex(app.language),
      ]);
      if (mine !== turn) return;
      storage = report;
      titles = new Map(index.map(({ id, title }) => [id, title]));
      all = found.ok ? found.value.entries : [];
      besides = found.ok ? found.value.besides : {};
      newer = found.ok ? found.value.newer : 0;
      const unfinished = new Set(drafts.ok ? drafts.value.map(({ practice }) => practice) : []);
      const places = [
        { id: CHECK_IN.practice, href: app.path('day'), title: app.words.kept.kinds['check-in'] },
        ...index.map(({ id, title }) => ({ id, href: app.practice(id), title })),
      ];
      begun = places.filter(({ id }) => unfinished.has(id));
      isRead = found.ok;
    } catch {
      if (mine === turn) problem = app.words.errors['worker-failed'];
    }
  }

  $effect(() => {
    void space.revision;
    void space.status.state;
    void read();
  });
  $effect(() => space.onLock(clear));

  return {
    get shown(): readonly Entry[] {
      return all.slice(0, pages * A_PAGE);
    },
    get count() {
      return all.length;
    },
    get hasMore() {
      return all.length > pages * A_PAGE;
    },
    get newer() {
      return newer;
    },
    get begun() {
      return begun;
    },
    get storage() {
      return storage;
    },
    /** False while it is being read, and while it is locked. */
    get isRead() {
      return isRead;
    },
    get problem() {
      return problem;
    },
    besidesOf: (id: EntryId) => besides[id] ?? [],
    titleOf(entry: Entry): string {
      const { kind, practice } = entry;
      const { kept, board } = app.words;
      if (kind === 'check-in') return kept.kinds['check-in'];
      if (practice === 'week-line') return kept.weekLine;
      if (isStructureEntry(entry)) {
        const structure = readStructure(entry);
        return structure === null ? board.heading : structureTitle(structure, app.words);
      }
      return titles.get(practice) ?? kept.gone;
    },
    more: () => (pages += 1),
    async erase(id: EntryId): Promise<void> {
      try {
        const erased = await (await space.vault()).erase(id);
        problem = erased.ok ? '' : wordsOfError(app.words, erased.error);
      } catch {
        problem = app.words.errors['worker-failed'];
      }
    },
  };
}

export type KeptEntries = ReturnType<typeof createKeptEntries>;
