import { allSteps } from '#core/practice/parse-practice.ts';
import type { Rule } from '../content.ts';

/** The catalogue knows twelve kinds. One beyond them does the work of one of those (docs/decisions/0012-two-more-step-kinds.md). */
const DOES_WORK_OF: Readonly<Record<string, string>> = { loop: 'map' };

/** The interaction of the catalogue's row: further kinds may join, none is left out. */
export const kinds: Rule = ({ rows, catalogue }) =>
  rows.flatMap(({ id, practice, structureFile }) => {
    if (!practice) return [];
    const has = new Set<string>(allSteps(practice).flatMap(({ kind }) => [kind, DOES_WORK_OF[kind] ?? kind]));
    const asked = catalogue.find((row) => row.id === id)?.kinds ?? [];
    return asked
      .filter((kind) => !has.has(kind))
      .map((kind) => ({
        severity: 'error',
        rule: 'kinds',
        file: structureFile,
        field: 'steps',
        message: `has no step of the kind ${kind}`,
        todo: `the catalogue asks for ${asked.join(', ')}`,
      }));
  });
