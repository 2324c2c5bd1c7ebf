import { join, relative } from 'node:path';
import { formatFiles } from './skeletons/format-files.ts';
import { writePractice } from './skeletons/write-practice.ts';

/** `npm run new:practice -- <row-id>` */
const [id] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');

if (id === undefined) {
  console.error('Name a row of content/catalogue.json: npm run new:practice -- real-recovery');
  process.exit(1);
}
const written = writePractice(join(root, 'content'), id);
if (!written.ok) {
  console.error(
    written.error.type === 'unknown-row'
      ? `content/catalogue.json has no row ${id}`
      : `${relative(root, written.error.folder)} is already there, and stays as it is`,
  );
  process.exit(1);
}
await formatFiles(root, written.value);
for (const file of written.value) console.log(`wrote ${relative(root, file)}`);
console.log(`npm run check:content -- ${id}  lists what is still to write`);
