export type Paragraph = { readonly text: string; readonly line: number; readonly quoted: boolean };
export type TextSection = {
  readonly id: string;
  readonly depth: number;
  readonly line: number;
  readonly paragraphs: readonly Paragraph[];
};
export type FrontMatterField = { readonly key: string; readonly value: string; readonly line: number };

/** The words of a row in one language, read leniently: the strict parser refuses, this goes on. */
export type RowText = {
  readonly source: string;
  readonly front: readonly FrontMatterField[];
  readonly sections: readonly TextSection[];
};

const heading = /^(#+)\s+(.*?)\s*$/;
export const silence = '…';

export function readRowText(source: string): RowText {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const front: FrontMatterField[] = [];
  let start = 0;
  if (lines[0]?.trim() === '---') {
    const end = lines.findIndex((text, index) => index > 0 && text.trim() === '---');
    const last = end === -1 ? lines.length : end;
    for (let index = 1; index < last; index++) {
      const pair = /^([\w-]+):\s*(.*?)\s*$/.exec(lines[index] ?? '');
      if (pair) front.push({ key: pair[1] ?? '', value: pair[2] ?? '', line: index + 1 });
    }
    start = last + 1;
  }
  return { source, front, sections: sectionsOf(lines, start) };
}

function sectionsOf(lines: readonly string[], start: number): TextSection[] {
  const sections: { id: string; depth: number; line: number; paragraphs: Paragraph[] }[] = [];
  for (let index = start; index < lines.length; index++) {
    const text = (lines[index] ?? '').trim();
    if (text === '') continue;
    const found = heading.exec(text);
    if (found) {
      sections.push({ id: found[2] ?? '', depth: (found[1] ?? '').length, line: index + 1, paragraphs: [] });
      continue;
    }
    const quoted = text.startsWith('> ');
    const paragraph = { text: quoted ? text.slice(2) : text, line: index + 1, quoted };
    const section = sections.at(-1);
    if (section) section.paragraphs.push(paragraph);
    else sections.push({ id: '', depth: 0, line: index + 1, paragraphs: [paragraph] });
  }
  return sections;
}

export const frontValue = (text: RowText, key: string): FrontMatterField | undefined =>
  text.front.find((field) => field.key === key);
