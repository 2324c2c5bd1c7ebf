import { isIP } from 'node:net';

const GROUPS = 8;
const GROUPS_OF_A_NETWORK = 4; // 64 bits: what one household or one phone is given (RFC 6177).

/** What is counted as one: an IPv4 address, or the /64 an IPv6 address lies in. Null when it is no address. */
export function networkOf(address: string): string | null {
  const [plain = ''] = address.split('%'); // Without the zone of a link-local one.
  const version = isIP(plain);
  if (version === 4) return plain;
  if (version !== 6) return null;
  const groups = groupsOf(plain);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  return `${groups
    .slice(0, GROUPS_OF_A_NETWORK)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

function groupsOf(address: string): readonly number[] {
  // The standard's own way to write it has no dotted part.
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = written.split('::');
  const numbers = (part: string) =>
    part
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16));
  const [start, end] = [numbers(head), numbers(tail ?? '')];
  return [...start, ...Array.from({ length: GROUPS - start.length - end.length }, () => 0), ...end];
}
