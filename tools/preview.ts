import { join } from 'node:path';
import { createServer } from 'vite';

/** `npm run preview [-- <row-id>]`: a practice in all languages side by side, changing as its files change. */
const [id = ''] = process.argv.slice(2);
const server = await createServer({ root: join(import.meta.dirname, '..') });
await server.listen();
const base = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:5173/';
console.log(`${base}preview/${id}`);
console.log('Ctrl+C ends it.');
