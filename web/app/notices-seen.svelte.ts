let seen = $state.raw<readonly string[]>([]);

/** What was said once on this page and closed by the helper. A reload forgets it. */
export const noticesSeen = {
  has: (notice: string): boolean => seen.includes(notice),
  add(notice: string): void {
    seen = [...seen, notice];
  },
};
