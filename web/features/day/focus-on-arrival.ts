import type { Attachment } from 'svelte/attachments';

/** Says the new heading to those who listen, and begins at the top, when a stage replaces another. */
export const focusOnArrival: Attachment<HTMLElement> = (heading) => {
  heading.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
};
