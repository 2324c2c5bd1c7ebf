import { writeFileSync } from 'node:fs';
import { listSite } from '#server/site-manifest.ts';

/** The last part of `npm run build`: says of every file what it holds, beside the app and not in it. */
const built = process.env.BALLAST_BUILD ?? 'build/web';
writeFileSync(`${built}.manifest.json`, `${JSON.stringify(listSite(built), null, 1)}\n`);
