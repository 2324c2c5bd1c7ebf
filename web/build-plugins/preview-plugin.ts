import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { LANGUAGES } from '../../content/words/languages.ts';

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>
body { margin: 0; font: 1rem/1.5 system-ui; }
nav, p { padding: 0.5rem 1rem; margin: 0; }
.side { display: grid; grid-template-columns: repeat(${LANGUAGES.length}, 1fr); gap: 0.5rem; block-size: calc(100vh - 3rem); }
iframe { inline-size: 100%; block-size: 100%; border: 1px solid #888; }
ul { columns: 3; }
</style></head><body>${body}</body></html>`;

/**
 * While writing: \`/preview/\` lists the practices, \`/preview/<row-id>\` shows one in all languages side by side. Only the
 * development server has it (\`npm run dev\`, \`npm run preview\`); nothing of it is built.
 */
export function previewPlugin(root = resolve('content/practices')): Plugin {
  const ids = () =>
    readdirSync(root)
      .filter((id) => existsSync(resolve(root, id, 'practice.json')))
      .sort();
  return {
    name: 'ballast-preview',
    apply: 'serve',
    configureServer: ({ middlewares }) =>
      void middlewares.use('/preview', (request, response) => {
        const asked = (request.url ?? '/').split('?')[0]?.replaceAll('/', '') ?? '';
        response.setHeader('content-type', 'text/html; charset=utf-8');
        if (asked === '') {
          const links = ids().map((id) => `<li><a href="/preview/${id}">${id}</a></li>`);
          return response.end(page('Practices', `<ul>${links.join('')}</ul>`));
        }
        if (!ids().includes(asked)) {
          response.statusCode = 404;
          return response.end(page('Not there', '<p>No such practice. <a href="/preview/">All of them</a></p>'));
        }
        const frames = LANGUAGES.map(
          (language) => `<iframe title="${language}" src="/${language}/practice/${asked}/"></iframe>`,
        );
        const bar = `<nav><a href="/preview/">All practices</a> · ${asked}: ${LANGUAGES.join(' | ')}</nav>`;
        return response.end(page(asked, `${bar}<div class="side">${frames.join('')}</div>`));
      }),
  };
}
