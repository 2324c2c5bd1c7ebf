import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { isId } from './reader.ts';
import type { ParseError } from './reader.ts';

/** A label and what follows it. A paragraph that begins with `> ` is a quote, `…` alone is a silence. */
export type Block = { label: string; text: string[] };
export type StepProse = Block & { items: Record<string, Block> };
/** Every word of one practice in one language. */
export type Prose = {
  title: string;
  invitation: string;
  words: string[];
  situations: string[];
  steps: Record<string, StepProse>;
  endings: StepProse;
};

const HEADING = /^(#+)\s+(.*)$/;

function readFrontMatter(lines: string[], fail: (message: string, field?: string) => void) {
  const fields = new Map<string, string>();
  if (lines[0]?.trim() !== '---') fail('begins with --- and the front matter');
  const end = lines.indexOf('---', 1);
  if (end < 0) fail('has no --- after the front matter');
  for (const line of lines.slice(1, Math.max(end, 1))) {
    const colon = line.indexOf(':');
    const key = line.slice(0, colon).trim();
    if (colon < 1 || fields.has(key) || !['title', 'invitation', 'words', 'situations'].includes(key))
      fail(`has a line in the front matter that is not known or stands twice: ${line.slice(0, 40)}`);
    else fields.set(key, line.slice(colon + 1).trim());
  }
  const split = (key: string, by: string) =>
    (fields.get(key) ?? '')
      .split(by)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  for (const key of ['title', 'invitation', 'words', 'situations']) if (!fields.get(key)) fail('is missing', key);
  return {
    rest: lines.slice(end + 1),
    title: fields.get('title') ?? '',
    invitation: fields.get('invitation') ?? '',
    words: split('words', ','),
    situations: split('situations', ';'),
  };
}

/** Reads da.md, nb.md or en.md: front matter, `## step-id`, `### step-id.item-id`, paragraphs. */
export function parseProse(markdown: string, file: string): Result<Prose, ParseError[]> {
  const errors: ParseError[] = [];
  const lines = markdown.replaceAll('\r\n', '\n').normalize('NFC').split('\n');
  const front = readFrontMatter(lines, (message, field) => errors.push({ file, ...(field ? { field } : {}), message }));
  const steps: Record<string, StepProse> = {};
  let step: string | undefined;
  let paragraphs: string[] = [];
  let target: Block | undefined;

  const close = () => {
    if (!target) {
      if (paragraphs.length > 0)
        errors.push({ file, message: `text before the first heading: ${paragraphs[0]?.slice(0, 40)}` });
    } else if (paragraphs.length === 0) {
      errors.push({ file, ...(step ? { step } : {}), message: 'a heading without words' });
    } else {
      target.label = paragraphs[0] ?? '';
      target.text = paragraphs.slice(1);
    }
    paragraphs = [];
  };

  for (const line of front.rest) {
    const heading = HEADING.exec(line);
    if (!heading) {
      if (line.trim() !== '') paragraphs.push(line.trim());
      continue;
    }
    close();
    const [, marks = '', rawName = ''] = heading;
    const name = rawName.trim();
    if (marks.length === 2 && isId(name)) {
      step = name;
      if (Object.hasOwn(steps, name)) errors.push({ file, step: name, message: 'stands twice' });
      const begun: StepProse = { label: '', text: [], items: {} };
      steps[name] = begun;
      target = begun;
    } else if (
      marks.length === 3 &&
      step !== undefined &&
      name.startsWith(`${step}.`) &&
      isId(name.slice(step.length + 1))
    ) {
      const item = name.slice(step.length + 1);
      const items = steps[step]?.items ?? {};
      if (Object.hasOwn(items, item)) errors.push({ file, step, field: item, message: 'stands twice' });
      const begun: Block = { label: '', text: [] };
      items[item] = begun;
      target = begun;
    } else {
      errors.push({
        file,
        ...(step ? { step } : {}),
        message: `a heading that is neither ## step-id nor ### step-id.item-id: ${name}`,
      });
      target = { label: '', text: [] };
    }
  }
  close();
  const { endings, ...others } = steps;
  if (!endings) errors.push({ file, step: 'endings', message: 'is missing' });
  if (errors.length > 0 || !endings) return err(errors);
  const { rest: _rest, ...head } = front;
  return ok({ ...head, steps: others, endings });
}
