const onThisMachine = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Where the app asks for lockers, from BALLAST_API: an origin, or empty for the one it is served from. It is fixed when
 * the app is built, so that nobody can point a helper's app elsewhere. Throws when it is none.
 */
export function readApiOrigin(env: NodeJS.ProcessEnv): string {
  const value = env.BALLAST_API ?? '';
  const origin = URL.parse(value)?.origin;
  const isOrigin =
    origin === value && !value.includes('*') && (value.startsWith('https://') || onThisMachine.test(value));
  if (value === '' || isOrigin) return value;
  throw new Error('BALLAST_API must be an origin, such as https://ballast.example.org, without a path or a slash.');
}
