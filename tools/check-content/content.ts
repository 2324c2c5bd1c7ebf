import type { Language } from '#content/words/languages.ts';
import type { ParseError } from '#core/practice/parse-practice.ts';
import type { Practice } from '#core/practice/practice.ts';
import type { Problem } from './problem.ts';
import type { RowText } from './read-row-text.ts';

/** One folder of content/practices. `practice` is null when missing or refused; `refused` is what the parsers said. */
export type Row = {
  readonly id: string;
  readonly structureFile: string;
  readonly hasStructure: boolean;
  readonly practice: Practice | null;
  readonly text: Record<Language, RowText | null>;
  readonly textFile: Record<Language, string>;
  readonly refused: readonly ParseError[];
};

export type CatalogueRow = {
  readonly id: string;
  readonly section: string;
  readonly names: Record<Language, string>;
  readonly kinds: readonly string[];
  readonly for: readonly string[];
  readonly scopes: readonly string[];
};

/** What the catalogue's inventories promise: so many entries in this list of this step. */
export type InventoryEntry = {
  readonly step: string;
  readonly list: string;
  readonly atLeast: number;
  readonly inGroups?: Readonly<Record<string, number>>;
  readonly flagged?: Readonly<Record<string, number>>;
  readonly ids?: readonly string[];
};

export type HelpFile = { readonly file: string; readonly country: string; readonly json: unknown };
export type WordsFile = { readonly file: string; readonly language: Language; readonly words: unknown };

export type Content = {
  /** ISO date; passed in so that the rules stay pure. */
  readonly today: string;
  readonly rows: readonly Row[];
  readonly catalogue: readonly CatalogueRow[];
  readonly sourceIds: ReadonlySet<string>;
  readonly inventory: Readonly<Record<string, readonly InventoryEntry[]>>;
  /** What content/situations.json and content/doors.json hold; checked by their rules. */
  readonly situations: unknown;
  readonly doors: unknown;
  readonly help: readonly HelpFile[];
  readonly words: readonly WordsFile[];
};

/** Must not touch anything outside its argument: the same content always gives the same problems. */
export type Rule = (content: Content) => Problem[];
