type Kind = 'join' | 'voucher';

/** More than eleven words take, or a voucher. */
const LONGEST = 200;

const waiting: { [kind in Kind]?: string } = {};

/** Takes what a link or a camera hands over out of the address, so that it does not lie in the browser's history. */
export function hideHandedOver(): void {
  const { hash, pathname, search } = location;
  const [, kind, value = ''] = /^#(join|voucher)=(.*)/.exec(hash) ?? [];
  if (kind === undefined) return;
  waiting[kind as Kind] = value
    .slice(0, LONGEST)
    .replaceAll(/[^\da-z]+/gi, ' ')
    .trim();
  history.replaceState(history.state, '', pathname + search);
}

/** Once. Null: none came. */
export function takeJoinWords(): string | null {
  const words = waiting.join ?? null;
  delete waiting.join;
  return words;
}

/** Empty: none came, or it was used. It waits while a lock is chosen. */
export const voucherHere = (): string => waiting.voucher ?? '';

export function forgetVoucher(): void {
  delete waiting.voucher;
}

/** `page`: the address of the page of the devices, without a fragment. */
export const joinAddress = (page: string, words: readonly string[]): string => `${page}#join=${words.join('-')}`;
