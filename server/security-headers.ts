const unused = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
];
const own = ['publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock'];

const permissions = [...unused.map((name) => `${name}=()`), ...own.map((name) => `${name}=(self)`)].join(', ');

const oneYear = 365 * 24 * 60 * 60;

/**
 * What a response carries. `policy` is null for a file that is neither a document nor the script of a Worker: what
 * binds only those is then left out, since it weighs more than most of such files. `tls` says that TLS stands in front
 * of this server: only then may a browser be told to refuse plain HTTP, or a server tried out at home would be out of
 * reach for a year.
 */
export function createSecurityHeaders({ policy, tls }: { policy: string | null; tls: boolean }) {
  const ofContext: Record<string, string> = policy === null ? {} : contextHeaders(policy);
  return {
    ...ofContext,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...(tls ? { 'strict-transport-security': `max-age=${oneYear}` } : {}),
  };
}

// https://www.w3.org/TR/CSP3/#enforcement and https://www.w3.org/TR/permissions-policy/: documents and Workers obey them.
const contextHeaders = (policy: string) => ({
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': permissions,
});
