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
 * What every response carries, whatever it is. `tls` says that TLS stands in front of this server: only then may a
 * browser be told to refuse plain HTTP, or a server tried out at home would be out of reach for a year.
 */
export function createSecurityHeaders({ policy, tls }: { policy: string; tls: boolean }): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': permissions,
    ...(tls ? { 'strict-transport-security': `max-age=${oneYear}` } : {}),
  };
}
