import { app } from '#web/app/app.ts';

/** A first guess: a finger on a small screen is a phone. */
export function suggestName(): string {
  const { phone, computer } = app.words.devices.join;
  return matchMedia('(pointer: coarse) and (max-width: 48em)').matches ? phone : computer;
}
