const SQLITE_FULL = 13; // https://www.sqlite.org/rescode.html#full
const SQLITE_IOERR_SHMSIZE = 4_874; // The same, for the index of its log.
const POSTGRES_DISK_FULL = '53100'; // https://www.postgresql.org/docs/18/errcodes-appendix.html

/** Whether a database failed because nothing more fits on its disk. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return errcode === SQLITE_FULL || errcode === SQLITE_IOERR_SHMSIZE || code === POSTGRES_DISK_FULL;
}
