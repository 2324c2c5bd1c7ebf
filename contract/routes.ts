/** Paths the server answers itself. Every other path belongs to the web app. */
export const routes = {
  health: '/health',
} as const;

/** `GET /health`: what answers here, and its version (semver). */
export type Health = { readonly server: 'ballast'; readonly version: string };

/** The largest body any route takes, in bytes. A larger one is refused before its route is looked for. */
export const largestBody = 1024 * 1024;
