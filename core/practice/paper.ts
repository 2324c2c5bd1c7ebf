/**
 * What a step is on paper: ids whose words the prose has, and room to write in. A practice printed is for the meeting
 * room and for those who want no app; nothing anyone wrote is on it.
 */
export type PaperPart =
  /** Words to read or to say; `aside` in small print, for other ways in. */
  | { readonly type: 'words'; readonly ids: readonly string[]; readonly aside?: true }
  /** Short words to choose among, in a row. */
  | { readonly type: 'choices'; readonly ids: readonly string[] }
  /** So many lines under each; without an id under none. */
  | { readonly type: 'lines'; readonly ids: readonly (string | null)[]; readonly lines: number }
  /** Something to tick, or to mark in one of the columns `marks`; then so many empty ones for own words. */
  | {
      readonly type: 'boxes';
      readonly ids: readonly string[];
      readonly heading?: string;
      readonly marks?: readonly string[];
      /** Says above what the marks are: once a step. */
      readonly legend?: true;
      readonly blank: number;
    }
  /** Fields side by side, each with room. */
  | { readonly type: 'fields'; readonly ids: readonly string[]; readonly lines: number }
  /** `given`: the column that the row's own text fills. */
  | {
      readonly type: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly string[];
      readonly blank: number;
      readonly given?: string;
    }
  /** A line between two poles for each, five places to mark. */
  | { readonly type: 'scales'; readonly ids: readonly string[]; readonly poles: readonly string[] }
  /** So many numbered lines. */
  | { readonly type: 'numbered'; readonly count: number };
