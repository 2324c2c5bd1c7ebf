import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { unpackChromium } from './unpack-chromium.ts';

// Nothing may leave the machine, whatever a page asks for: every other name resolves to nothing.
const onlyThisMachine = '--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

export const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
  onlyThisMachine,
];

/** Starts the Chromium that came with npm, or the one at `CHROMIUM_PATH`. Whoever starts it closes it. */
export async function launchChromium({
  args = [],
  headed = false,
}: { args?: readonly string[]; headed?: boolean } = {}): Promise<Browser> {
  const { executablePath, env } = findChromium();
  const headless = !headed;
  return chromium.launch({
    executablePath,
    env,
    headless,
    args: [...switches, ...(headless ? ['--headless'] : []), ...args],
  });
}

export function findChromium(): { executablePath: string; env: Record<string, string> } {
  const given = process.env.CHROMIUM_PATH;
  const inherited = Object.fromEntries(Object.entries(process.env).filter((entry) => entry[1] !== undefined)) as Record<
    string,
    string
  >;
  if (given !== undefined && given !== '') return { executablePath: given, env: inherited };

  const { executable, libraries, fonts } = unpackChromium();
  const env = existsSync('/etc/fonts') ? inherited : { ...inherited, FONTCONFIG_PATH: fonts };
  if (starts(executable, env)) return { executablePath: executable, env };
  const withLibraries = { ...env, LD_LIBRARY_PATH: [libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
  if (starts(executable, withLibraries)) return { executablePath: executable, env: withLibraries };
  throw new Error('The Chromium that came with npm does not start here. Set CHROMIUM_PATH to one that does.');
}

function starts(executable: string, env: Record<string, string>): boolean {
  return spawnSync(executable, ['--no-sandbox', '--version'], { env, stdio: 'ignore' }).status === 0;
}
