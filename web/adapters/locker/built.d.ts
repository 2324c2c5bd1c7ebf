/** The origin that is asked for lockers, fixed when the app is built; empty: the app's own. */
declare const BALLAST_API: string;
