import { join } from 'node:path';
import { formatFiles } from './skeletons/format-files.ts';
import { writeStepKind } from './skeletons/write-step-kind.ts';
import type { KindNotWritten } from './skeletons/write-step-kind.ts';

/** `npm run new:step-kind -- <kind>` */
const [kind] = process.argv.slice(2);

const reasonOf = (error: KindNotWritten): string => {
  switch (error.type) {
    case 'not-a-name':
      return 'A kind is one word in lower case: npm run new:step-kind -- letter';
    case 'already-there':
      return `${error.file} is already there, and stays as it is`;
    case 'no-place-for-line':
      return `found no place in ${error.file} for the line: ${error.line.trim()}`;
  }
};

const root = join(import.meta.dirname, '..');
const written = writeStepKind(root, kind ?? '');
if (!written.ok) {
  console.error(reasonOf(written.error));
  process.exit(1);
}
await formatFiles(root, written.value);
for (const file of written.value) console.log(`wrote ${file}`);
console.log('Now: its own keys, guards and transition, its words in content/README.md, its tests; then npm run check');
