import { devices } from './devices/en.ts';
import { first } from './first/en.ts';
import { places } from './places/en.ts';
import type { Words } from './words.ts';

export const words: Words = { ...first, ...places, devices };
