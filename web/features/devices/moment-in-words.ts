import { app, formatMoment } from '#web/app/app.ts';

const MINUTE = 60_000;

/** How long ago, as one would say it. `at`, `now`: ms. */
export function momentInWords(at: number, now: number): string {
  const minutes = Math.floor((now - at) / MINUTE);
  if (minutes < 1) return app.words.devices.justNow;
  const format = new Intl.RelativeTimeFormat(app.language, { numeric: 'always' });
  if (minutes < 60) return format.format(-minutes, 'minute');
  return minutes < 24 * 60 ? format.format(-Math.floor(minutes / 60), 'hour') : formatMoment(app.language, at);
}
