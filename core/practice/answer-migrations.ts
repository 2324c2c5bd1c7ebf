import type { JsonObject } from '#core/entry/entry.ts';

/** Turns the answers of one version into those of the next: `answers` by step key, as the entry holds them. */
export type AnswerMigration = (answers: JsonObject) => JsonObject;

/**
 * By practice, and by the version that the answers leave. Needed where a change of version gives an answer another
 * place or meaning; steps and items that are only gone need none. Entries themselves are never rewritten.
 */
export const ANSWER_MIGRATIONS: Readonly<Record<string, Readonly<Record<number, AnswerMigration>>>> = {};
