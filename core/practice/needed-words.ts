import type { Practice } from './practice.ts';
import { allSteps } from './parse-practice.ts';
import { kindOf } from './step-kinds/registry.ts';

/** Every `step.item` that needs words in each language, and what only may have them. */
export function neededWords(practice: Practice): { needed: Set<string>; allowed: Set<string> } {
  const needed = new Set<string>();
  const allowed = new Set<string>();
  const given = new Map<string, string[]>();
  for (const unit of practice.units ?? []) needed.add(unit.id);
  for (const step of allSteps(practice)) {
    const own = kindOf(step.kind).ids(step);
    needed.add(step.id);
    for (const id of [...own, ...(step.anchors ?? [])]) needed.add(`${step.id}.${id}`);
    const taken = [...(step.from ?? []), ...(step.forEach ? [step.forEach] : [])].flatMap(
      (reference) => given.get(reference.split('.')[0] ?? '') ?? [],
    );
    for (const id of taken) allowed.add(`${step.id}.${id}`);
    if (step.kind === 'guide' && step.pace === 'timer') needed.add(`${step.id}.end`);
    given.set(step.id, [...own, ...taken]);
  }
  needed.add('endings');
  for (const ending of practice.endings) (ending === 'done' ? allowed : needed).add(`endings.${ending}`);
  return { needed, allowed };
}
