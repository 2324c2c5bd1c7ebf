import { devices } from './devices/nb.ts';
import { first } from './first/nb.ts';
import { places } from './places/nb.ts';
import type { Words } from './words.ts';

export const words: Words = { ...first, ...places, devices };
