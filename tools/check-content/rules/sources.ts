import type { Rule } from '../content.ts';

export const sources: Rule = ({ rows, sourceIds }) =>
  rows.flatMap(({ practice, structureFile }) =>
    (practice?.sources ?? [])
      .filter((id) => !sourceIds.has(id))
      .map((id) => ({
        severity: 'error',
        rule: 'sources',
        file: structureFile,
        field: 'sources',
        message: `${id} is not in content/sources.json`,
        todo: 'use an id that stands there, or add the source',
      })),
  );
