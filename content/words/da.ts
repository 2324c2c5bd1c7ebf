import { devices } from './devices/da.ts';
import { first } from './first/da.ts';
import { places } from './places/da.ts';
import type { Words } from './words.ts';

export const words: Words = { ...first, ...places, devices };
