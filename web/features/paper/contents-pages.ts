/** Titles that stand on the cover itself, and on each page of contents behind it when they are more. */
const ON_COVER = 48;
const ON_PAGE = 80;

/** The titles of a booklet, page by page: the first is the cover, which holds none of a long booklet. */
export function contentsPages(titles: readonly string[]): (readonly string[])[] {
  if (titles.length <= ON_COVER) return [titles];
  const pages = Array.from({ length: Math.ceil(titles.length / ON_PAGE) }, (_, page) =>
    titles.slice(page * ON_PAGE, (page + 1) * ON_PAGE),
  );
  return [[], ...pages];
}
