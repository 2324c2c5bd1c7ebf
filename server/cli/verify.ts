import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readManifest, type SiteManifest } from '../site-manifest.ts';
import type { Command } from './command.ts';
import { compareSite } from './compare-site.ts';

const ownBuild = join(import.meta.dirname, '../../build/web.manifest.json');

const limits = [
  'This says what that server handed out here and now. It cannot say what it hands to others, or will tomorrow,',
  'nor what a proxy or a browser in between makes of it. Look from another network too, and at times nobody expects.',
];

function read(path: string): SiteManifest | null {
  try {
    return readManifest(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

export const verify: Command = {
  usage: '<URL> [--manifest build/web.manifest.json]',
  about: 'Compares the app that is served there, byte by byte, with what was built here.',
  async run(args, { cwd, say, complain }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { manifest: { type: 'string' } },
    });
    const [address, ...rest] = positionals;
    const base = address === undefined ? null : URL.parse(address);
    if (base === null || !/^https?:$/.test(base.protocol) || base.pathname !== '/' || rest.length > 0) {
      complain('It needs one address, such as https://ballast.example.org, without a path.');
      return 2;
    }
    const manifest = read(values.manifest === undefined ? ownBuild : resolve(cwd, values.manifest));
    if (manifest === null) {
      complain(
        'There is no list of a build. Run "npm run build" from the same sources first, or name one with --manifest.',
      );
      return 2;
    }
    const differences = await compareSite(manifest, base);
    for (const { kind, path, what } of differences) complain(`${kind}  ${path}  ${what}`.trimEnd());
    say(
      differences.length === 0
        ? `All ${manifest.files.length} files are those that were built.`
        : `${differences.length} differences in ${manifest.files.length} files.`,
    );
    limits.forEach(say);
    return differences.length === 0 ? 0 : 1;
  },
};
