import type { Block, Prose, StepProse } from './parse-prose.ts';

/**
 * The words of a practice as one short text, for the way to the device: as JSON they weigh a tenth more when compressed.
 *
 *   title
 *   invitation
 *   ##step-id     (`##endings` the last)
 *   label
 *   text …        a line each
 *   #item-id
 *   label
 *   text …
 *
 * No label and no text has a line break, and none begins with `#` (parse-prose.ts reads those as headings). Words to
 * search by are left out.
 */
export function packProse(prose: Prose): string {
  const block = ({ label, text }: Block): string[] => [label, ...text];
  const step = (id: string, one: StepProse): string[] => [
    `##${id}`,
    ...block(one),
    ...Object.entries(one.items).flatMap(([item, its]) => [`#${item}`, ...block(its)]),
  ];
  return [
    prose.title,
    prose.invitation,
    ...Object.entries(prose.steps).flatMap(([id, one]) => step(id, one)),
    ...step('endings', prose.endings),
  ].join('\n');
}

/** What `packProse` packed. */
export function unpackProse(packed: string): Prose {
  const [title = '', invitation = '', ...lines] = packed.split('\n');
  const steps: Record<string, StepProse> = {};
  let step: StepProse = { label: '', text: [], items: {} };
  let block: Block = step;
  let isLabel = false;
  for (const line of lines) {
    if (line.startsWith('##')) {
      step = { label: '', text: [], items: {} };
      steps[line.slice(2)] = step;
      block = step;
      isLabel = true;
    } else if (line.startsWith('#')) {
      block = { label: '', text: [] };
      step.items[line.slice(1)] = block;
      isLabel = true;
    } else if (isLabel) {
      block.label = line;
      isLabel = false;
    } else block.text.push(line);
  }
  const { endings = { label: '', text: [], items: {} }, ...others } = steps;
  return { title, invitation, words: [], situations: [], steps: others, endings };
}
