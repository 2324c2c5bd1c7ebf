import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadBuiltSite } from './built-site.ts';
import { writeSampleSite } from './write-sample-site.ts';

test('lets every part of an app ask the server that it was built for, but not the Worker of Argon2id', () => {
  const webDir = writeSampleSite();
  const api = 'https://api.example.org';
  const index = join(webDir, 'index.html');
  const policy = `<meta http-equiv="content-security-policy" content="connect-src 'self' ${api}">`;
  writeFileSync(index, readFileSync(index, 'utf8').replace('<head>', `<head>${policy}`));
  const loaded = loadBuiltSite(webDir);
  const policyOf = (path: string) => (loaded.ok ? loaded.value.files.get(path)?.policy : undefined);
  for (const path of ['/', '/da', '/service-worker.js', '/_app/immutable/workers/vault.worker-a1b2c3.js'])
    expect(policyOf(path), path).toContain(`connect-src 'self' ${api};`);
  expect(policyOf('/_app/immutable/workers/argon2-worker-a1b2c3.js')).toContain("connect-src 'self';");
});
