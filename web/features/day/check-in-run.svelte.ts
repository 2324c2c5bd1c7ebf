import { pushState, replaceState } from '$app/navigation';
import { page } from '$app/state';
import { CHECK_IN, checkInToAnswers, isEmptyCheckIn, type Button, type CheckIn } from '#core/entry/check-in.ts';
import { app } from '#web/app/app.ts';
import { newEntry, space } from '#web/app/space.svelte.ts';
import { wordsOfError } from '#web/app/error-words.ts';
import type { Kept } from '../../adapters/vault/vault-types.ts';

export type Stage = 'buttons' | 'budget' | 'line' | 'kept';
type Side = 'gave' | 'cost';

/** One check-in from the first button to what was kept. Its words live here alone until they are kept. */
export function createCheckInRun() {
  const run = crypto.randomUUID();
  let button = $state<Button>();
  // Raw: what is kept goes to a Worker, and a proxy cannot be sent there.
  let stones = $state.raw<Readonly<Record<Side, readonly string[]>>>({ gave: [], cost: [] });
  let line = $state('');
  let kept = $state.raw<Kept>();
  let keptButton = $state<Button>();
  let isErased = $state(false);
  let isWorking = false;
  let problem = $state('');

  const draft = (): CheckIn => ({ ...(button && { button }), ...stones, line });
  const clear = () => {
    button = undefined;
    stones = { gave: [], cost: [] };
    line = '';
    problem = '';
  };

  return {
    /** Undefined until the helper has gone on from the first screen. */
    get stage(): Stage | undefined {
      const at = page.state.checkIn;
      return at?.run === run ? at.stage : undefined;
    },
    get button() {
      return button;
    },
    set button(chosen: Button | undefined) {
      button = chosen;
    },
    get line() {
      return line;
    },
    set line(text: string) {
      line = text;
    },
    get stones(): Readonly<Record<Side, readonly string[]>> {
      return stones;
    },
    get isEmpty() {
      return isEmptyCheckIn(draft());
    },
    get kept() {
      return kept;
    },
    get keptButton() {
      return keptButton;
    },
    get isErased() {
      return isErased;
    },
    get problem() {
      return problem;
    },
    take(side: Side, id: string) {
      const taken = stones[side];
      const next = taken.includes(id) ? taken.filter((other) => other !== id) : [...taken, id];
      stones = { ...stones, [side]: next };
    },
    goTo: (stage: Stage) => pushState('', { checkIn: { stage, run } }),
    /** The stages in between are no place to come back to once the check-in is kept or left. */
    leave() {
      clear();
      return replaceState('', {});
    },
    async keep() {
      if (isWorking) return;
      isWorking = true;
      problem = '';
      try {
        const vault = await space.vault();
        const result = await vault.put(newEntry({ ...CHECK_IN, answers: checkInToAnswers(draft()) }));
        if (!result.ok) return void (problem = wordsOfError(app.words, result.error));
        [kept, keptButton, isErased] = [result.value, button, false];
        clear();
        await replaceState('', { checkIn: { stage: 'kept', run } });
      } catch {
        problem = app.words.errors['worker-failed'];
      } finally {
        isWorking = false;
      }
    },
    async erase() {
      if (!kept) return;
      const result = await (await space.vault()).erase(kept.id);
      if (result.ok) isErased = true;
      else problem = wordsOfError(app.words, result.error);
    },
    /** Nothing of it stays on the page. */
    clear() {
      clear();
      kept = keptButton = undefined;
    },
  };
}

export type CheckInRun = ReturnType<typeof createCheckInRun>;
