import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import { arrows } from './arrows.ts';
import { mirroredName, mirrorSources } from './mirror-sources.ts';

export type Violation = { readonly arrow: string; readonly from: string; readonly to: string };
export type Found = { readonly modules: number; readonly violations: readonly Violation[] };

/** Every import under `root` that goes against an arrow, each once, and how many files were looked at. */
export async function findViolations(root: string): Promise<Found> {
  const mirror = mkdtempSync(join(tmpdir(), 'ballast-arrows-'));
  try {
    const sources = mirrorSources(root, mirror);
    const { output } = await cruise(
      sources,
      {
        baseDir: mirror,
        ruleSet: { forbidden: arrows },
        validate: true,
        tsPreCompilationDeps: true,
        preserveSymlinks: true,
        doNotFollow: { path: 'node_modules' },
        exclude: { path: '^tools/check-content/samples/' },
        enhancedResolveOptions: {
          exportsFields: ['exports'],
          conditionNames: ['import', 'svelte', 'types', 'node', 'default'],
          extensions: ['.ts', '.js', '.mjs', '.svelte', '.json', '.d.ts'],
        },
      },
      {},
    );
    const { modules, summary } = output as ICruiseResult;
    const violations = new Map<string, Violation>();
    for (const { rule, from, to } of summary.violations) {
      const violation = { arrow: rule.name, from: mirroredName(from), to: mirroredName(to) };
      violations.set(JSON.stringify(violation), violation);
    }
    return { modules: modules.length, violations: [...violations.values()] };
  } finally {
    rmSync(mirror, { recursive: true, force: true });
  }
}
