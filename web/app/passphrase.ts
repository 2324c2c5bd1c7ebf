/** Four short words reach it. There is no other rule, and nothing is scored. */
export const PASSPHRASE_MIN = 12;

/** Counted as the vault counts: by signs, however they were typed. */
export const isLongEnough = (passphrase: string): boolean => [...passphrase.normalize('NFKC')].length >= PASSPHRASE_MIN;
