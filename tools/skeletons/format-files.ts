import { join } from 'node:path';
import { runProgram } from '../run-program.ts';

/** Gives freshly written files the form that `npm run check` asks for. */
export async function formatFiles(root: string, files: readonly string[]): Promise<void> {
  const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
  await runProgram(process.execPath, [prettier, '--write', ...files], { cwd: root, output: 'collect' });
}
