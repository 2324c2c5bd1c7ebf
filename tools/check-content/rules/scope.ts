import { allSteps } from '#core/practice/parse-practice.ts';
import type { Scope } from '#core/practice/step.ts';
import type { Rule } from '../content.ts';
import type { Problem } from '../problem.ts';

/** What a scope of the catalogue also allows: everything that lets fewer people know less. */
const allowedBy: Record<Scope, readonly Scope[]> = {
  nothing: ['nothing'],
  'self-erasing': ['nothing', 'self-erasing'],
  private: ['nothing', 'self-erasing', 'private'],
  shared: ['nothing', 'self-erasing', 'private', 'shared'],
  open: ['nothing', 'self-erasing', 'private', 'shared', 'open'],
  aggregate: ['nothing', 'self-erasing', 'private', 'aggregate'],
};

export const scope: Rule = ({ rows, catalogue }) =>
  rows.flatMap(({ id, practice, structureFile }) => {
    const row = catalogue.find((candidate) => candidate.id === id);
    if (!practice || !row) return [];
    const allowed = new Set<Scope>(row.scopes.flatMap((name) => allowedBy[name as Scope]));
    const problems: Problem[] = [];
    const note = (found: Scope, where: { step?: string }) => {
      if (allowed.has(found)) return;
      problems.push({
        severity: 'error',
        rule: 'scope',
        file: structureFile,
        ...where,
        field: 'scope',
        message: `${found} is looser than the catalogue's ${row.scopes.join(', ')}`,
        todo: 'set a scope that the catalogue allows',
      });
    };
    note(practice.scope, {});
    const mayBeShared = row.scopes.includes('shared');
    if (mayBeShared !== (practice.shared ?? false))
      problems.push({
        severity: 'error',
        rule: 'scope',
        file: structureFile,
        field: 'shared',
        message: mayBeShared
          ? 'the catalogue lets it be shared by an own act, and its end does not say that this waits'
          : 'the catalogue does not let it be shared',
        todo: mayBeShared ? 'set "shared": true' : 'take "shared" away',
      });
    for (const step of allSteps(practice)) {
      if (step.scope) note(step.scope, { step: step.id });
      if (step.kind === 'pool' && (step.scope ?? practice.scope) !== 'aggregate')
        problems.push({
          severity: 'error',
          rule: 'scope',
          file: structureFile,
          step: step.id,
          field: 'scope',
          message: 'a pool gives into a common picture',
          todo: 'set "scope": "aggregate" on the step',
        });
    }
    return problems;
  });
