import { bytesToHex, type Bytes } from './bytes.ts';

export const NO_HASH = '0'.repeat(64);

/** SHA-256 over the whole sealed thing, header first: its name and its place in a chain. */
export const hashOf = async (sealed: Bytes): Promise<string> =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', sealed)));
