/**
 * Takes the CSS that SvelteKit put into a page out again and has the page link it: only the few pages that someone may
 * see first carry their own, or the same bytes would be fetched and kept for every page and language.
 */
export function linkStyles(html: string): string {
  return html
    .replace(/\s*<style>[\s\S]*?<\/style>/, '')
    .replaceAll(' rel="stylesheet" disabled media="(max-width: 0)"', ' rel="stylesheet"')
    .replace(/(style-src 'self') 'sha256-[\w+/=]+'/, '$1');
}
