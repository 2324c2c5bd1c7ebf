import { allSteps } from '#core/practice/parse-practice.ts';
import type { Rule } from '../content.ts';

/** What leads on leads somewhere: `related` and `close.to` name rows of the catalogue. */
export const references: Rule = ({ rows, catalogue }) => {
  const known = new Set(catalogue.map(({ id }) => id));
  return rows.flatMap(({ practice, structureFile }) => {
    if (!practice) return [];
    const closes = allSteps(practice).flatMap((step) =>
      step.kind === 'pick' && step.close ? [{ step: step.id, field: 'close', id: step.close.to }] : [],
    );
    return [...practice.related.map((id) => ({ field: 'related', id })), ...closes]
      .filter(({ id }) => !known.has(id) || id === practice.id)
      .map(({ id, ...where }) => ({
        severity: 'error',
        rule: 'references',
        file: structureFile,
        ...where,
        message: id === practice.id ? 'leads back to itself' : `${id} is no row of the catalogue`,
        todo: 'name another row by its id',
      }));
  });
};
