import { resolve } from 'node:path';
import { arrows } from './arrows.ts';
import { findViolations } from './find-violations.ts';

/** Prints every import that goes against an arrow; exit code 1 when there is one. */
const { modules, violations } = await findViolations(resolve(import.meta.dirname, '../..'));
for (const { arrow, from, to } of violations)
  console.log(`${from} → ${to}\n  ${arrow}: ${arrows.find(({ name }) => name === arrow)?.comment ?? ''}`);
console.log(`${modules} modules: ${violations.length} imports against the arrows`);
process.exitCode = violations.length > 0 ? 1 : 0;
