/** Four short words reach it. A floor, not advice: there is no other rule, and nothing is scored. */
const PASSPHRASE_MIN = 12;

/** Counted in UTF-16 units of the normal form, however they were typed. */
export const isLongEnough = (passphrase: string): boolean => passphrase.normalize('NFKC').length >= PASSPHRASE_MIN;
