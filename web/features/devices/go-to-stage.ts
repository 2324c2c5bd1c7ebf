import { goto } from '$app/navigation';
import type { DevicesStage } from './page-state.ts';

/** Without one: the page itself, in place of the stage that is over. */
export const goToStage = (stage?: DevicesStage): Promise<void> =>
  goto('', { shallow: true, replace: stage === undefined, state: stage === undefined ? {} : { devices: stage } });
