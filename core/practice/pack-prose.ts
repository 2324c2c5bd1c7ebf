import type { Block, Prose, StepProse } from './parse-prose.ts';

/**
 * The words of a practice, or of a unit of one, as one short text for the way to the device: as JSON they weigh a tenth
 * more when compressed.
 *
 *   ##step-id
 *   label
 *   text …        a line each
 *   #item-id
 *   label
 *   text …
 *
 * No label and no text has a line break, and none begins with `#` (parse-prose.ts reads those as headings).
 */
export function packSteps(steps: Prose['steps']): string {
  const block = ({ label, text }: Block): string[] => [label, ...text];
  return Object.entries(steps)
    .flatMap(([id, step]) => [
      `##${id}`,
      ...block(step),
      ...Object.entries(step.items).flatMap(([item, its]) => [`#${item}`, ...block(its)]),
    ])
    .join('\n');
}

const emptyStep = (): StepProse => ({ label: '', text: [], items: {} });

/** What `packSteps` packed. */
export function unpackSteps(packed: string): Prose['steps'] {
  const steps: Prose['steps'] = {};
  let step = emptyStep();
  let block: Block = step;
  let isLabel = false;
  for (const line of packed === '' ? [] : packed.split('\n')) {
    if (line.startsWith('#')) {
      isLabel = true;
      if (line.startsWith('##')) {
        step = emptyStep();
        steps[line.slice(2)] = step;
        block = step;
      } else {
        block = { label: '', text: [] };
        step.items[line.slice(1)] = block;
      }
    } else if (isLabel) {
      block.label = line;
      isLabel = false;
    } else block.text.push(line);
  }
  return steps;
}

/** Title, invitation, then the steps, `##endings` the last. Words to search by are left out. */
export const packProse = ({ title, invitation, steps, endings }: Prose): string =>
  `${title}\n${invitation}\n${packSteps({ ...steps, endings })}`;

/** What `packProse` packed. */
export function unpackProse(packed: string): Prose {
  const [title = '', invitation = '', ...lines] = packed.split('\n');
  const { endings = emptyStep(), ...steps } = unpackSteps(lines.join('\n'));
  return { title, invitation, words: [], situations: [], steps, endings };
}
