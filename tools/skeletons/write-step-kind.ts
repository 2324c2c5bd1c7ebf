import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok } from '#core/result.ts';
import type { Result } from '#core/result.ts';

export type KindNotWritten =
  | { readonly type: 'not-a-name' }
  | { readonly type: 'already-there'; readonly file: string }
  | { readonly type: 'no-place-for-line'; readonly file: string; readonly line: string };

type Line = { readonly file: string; readonly after: RegExp; readonly line: string };

/**
 * Writes a step kind under `root`: its core file, its component, and the lines that join them. Nothing is written
 * unless everything can be. Gives the paths of the files it wrote or changed, seen from `root`.
 */
export function writeStepKind(root: string, kind: string): Result<string[], KindNotWritten> {
  if (!/^[a-z]{2,20}$/.test(kind)) return err({ type: 'not-a-name' });
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  const written: Record<string, string> = {
    [`core/practice/step-kinds/${kind}.ts`]: coreFile(kind, name),
    [`web/steps/${name}Step.svelte`]: component(kind),
  };
  for (const file of Object.keys(written))
    if (existsSync(join(root, file))) return err({ type: 'already-there', file });
  for (const { file, after, line } of joiningLines(kind, name)) {
    const text = insertAfterLast(written[file] ?? readFileSync(join(root, file), 'utf8'), after, line);
    if (text === null) return err({ type: 'no-place-for-line', file, line });
    written[file] = text;
  }
  for (const [file, text] of Object.entries(written)) writeFileSync(join(root, file), text);
  return ok(Object.keys(written));
}

const joiningLines = (kind: string, name: string): Line[] => [
  {
    file: 'core/practice/practice.ts',
    after: /^import type .* from '\.\/step-kinds\/\w+\.ts';$/,
    line: `import type { ${name}Answer, ${name}Event, ${name}Step } from './step-kinds/${kind}.ts';`,
  },
  {
    file: 'core/practice/practice.ts',
    after: /^ {2}\w+: \{ step: \w+Step; answer: \w+Answer; event: \w+Event \};$/,
    line: `  ${kind}: { step: ${name}Step; answer: ${name}Answer; event: ${name}Event };`,
  },
  {
    file: 'core/practice/step-kinds/registry.ts',
    after: /^import \{ \w+ \} from '\.\/\w+\.ts';$/,
    line: `import { ${kind} } from './${kind}.ts';`,
  },
  { file: 'core/practice/step-kinds/registry.ts', after: /^ {2}\w+,$/, line: `  ${kind},` },
  {
    file: 'web/steps/registry.ts',
    after: /^import \w+Step from '\.\/\w+Step\.svelte';$/,
    line: `import ${name}Step from './${name}Step.svelte';`,
  },
  { file: 'web/steps/registry.ts', after: /^ {2}\w+: \w+Step,$/, line: `  ${kind}: ${name}Step,` },
];

function insertAfterLast(text: string, after: RegExp, line: string): string | null {
  const lines = text.split('\n');
  const last = lines.findLastIndex((candidate) => after.test(candidate));
  if (last === -1) return null;
  lines.splice(last + 1, 0, line);
  return lines.join('\n');
}

const coreFile = (kind: string, name: string): string => `import type { StepBase, StepKind } from '../step.ts';

export type ${name}Step = StepBase & { kind: '${kind}'; items: string[] };
export type ${name}Answer = { chosen: string[] };
export type ${name}Event = { kind: '${kind}'; type: 'choose'; id: string };

export const ${kind}: StepKind<${name}Step, ${name}Answer, ${name}Event> = {
  parse: (reader, base) => ({ ...base, kind: '${kind}', items: reader.ids('items', 1, 30) }),
  ids: (step) => step.items,
  paper: (step) => [{ type: 'boxes', ids: step.items, blank: 0 }],
  start: () => ({ chosen: [] }),
  apply: (step, answer, event) =>
    step.items.includes(event.id) && !answer.chosen.includes(event.id)
      ? { chosen: [...answer.chosen, event.id] }
      : answer,
  gives: (step, answer, _given, selector) =>
    answer.chosen
      .filter((id) => selector === undefined || selector === id)
      .map((id) => ({ id, step: step.id })),
  keeps: (_step, answer) => (answer.chosen.length > 0 ? answer : null),
};
`;

const component = (kind: string): string => `<script lang="ts">
  import { blockOf } from '#core/practice/prose-of.ts';
  import ChoiceRow from '../ui/ChoiceRow.svelte';
  import StepFrame from './StepFrame.svelte';
  import type { StepProps } from './frame.ts';

  const { step, answer, prose, frame, send }: StepProps<'${kind}'> = $props();
</script>

<StepFrame {frame}>
  {#snippet sky()}
    {#each step.items as item (item)}
      <ChoiceRow
        name={step.id}
        checked={answer.chosen.includes(item)}
        onchange={() => send({ kind: '${kind}', type: 'choose', id: item })}
      >
        {blockOf(prose, step.id, item).label}
      </ChoiceRow>
    {/each}
  {/snippet}
</StepFrame>
`;
