import { pushState, replaceState } from '$app/navigation';
import { page } from '$app/state';
import { objectIn } from '#core/entry/answer-shapes.ts';
import {
  answersToCheckIn,
  CHECK_IN,
  checkInToAnswers,
  isEmptyCheckIn,
  type Button,
  type CheckIn,
} from '#core/entry/check-in.ts';
import type { Json } from '#core/entry/entry.ts';
import { app } from '#web/app/app.ts';
import { momentNow, newEntry, space } from '#web/app/space.svelte.ts';
import type { Cleared, Moment } from '#web/app/space.svelte.ts';
import { createPutAway, takeUp } from '#web/app/unfinished.ts';
import { wordsOfError } from '#web/app/error-words.ts';
import type { Draft, Kept } from '../../adapters/vault/vault-types.ts';

export type Stage = 'buttons' | 'budget' | 'line' | 'kept';
type Side = 'gave' | 'cost';

/** What was put away before this was noted says nothing of it. */
function momentIn(value: Json | undefined): Moment | undefined {
  const { at, day } = objectIn(value);
  return typeof at === 'number' && typeof day === 'string' ? { at, day } : undefined;
}

/** One check-in from the first button to what was kept. Until then it is put away as it grows. */
export function createCheckInRun() {
  let button = $state<Button>();
  // Raw: what is kept goes to a Worker, and a proxy cannot be sent there.
  let stones = $state.raw<Readonly<Record<Side, readonly string[]>>>({ gave: [], cost: [] });
  let line = $state('');
  /** It is of the day on which it was begun, however late it is finished. */
  let began: Moment | undefined;
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
    began = undefined;
    problem = '';
  };

  let away = createPutAway(CHECK_IN.practice, read);
  /** The visit to this page that entries of the browser's history are of. */
  const run = away.id;

  const stageNow = (): Stage | undefined => (page.state.checkIn?.run === run ? page.state.checkIn.stage : undefined);

  /** Where it grew last: a page that is left is at no stage any more. */
  let stageThen: Stage | undefined;
  function read(): Json {
    const checkIn = draft();
    if (isEmptyCheckIn(checkIn)) return null;
    return { stage: stageThen ?? 'buttons', answers: checkInToAnswers(checkIn), ...(began && { began }) };
  }
  function grew() {
    began ??= momentNow();
    stageThen = stageNow();
    away.later();
  }

  async function goTo(stage: Stage): Promise<void> {
    await pushState('', { checkIn: { stage, run } });
    grew();
  }

  return {
    /** Undefined until the helper has gone on from the first screen. */
    get stage(): Stage | undefined {
      return stageNow();
    },
    get button() {
      return button;
    },
    set button(chosen: Button | undefined) {
      button = chosen;
      grew();
    },
    get line() {
      return line;
    },
    set line(text: string) {
      line = text;
      grew();
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
      grew();
    },
    goTo,
    /** As it was left. False when it was finished or given up elsewhere meanwhile. */
    async goOn(unfinished: Draft): Promise<boolean> {
      const taken = await takeUp(unfinished);
      if (taken === null) return false;
      void away.leave();
      away = createPutAway(CHECK_IN.practice, read, taken.held);
      const { stage, answers, began: then } = objectIn(taken.draft.state);
      const { gave, cost, ...rest } = answersToCheckIn(objectIn(answers));
      [button, stones, line] = [rest.button, { gave, cost }, rest.line ?? ''];
      began = momentIn(then);
      if (stage === 'budget' || stage === 'line') await goTo('budget');
      if (stage === 'line') await goTo('line');
      return true;
    },
    /** The stages in between are no place to come back to once the check-in is kept or left. */
    leave() {
      clear();
      void away.drop();
      return replaceState('', {});
    },
    async keep() {
      if (isWorking) return;
      isWorking = true;
      // It may lock meanwhile: then this one is put away, and another check-in stands here.
      const mine = away;
      const entry = newEntry({ ...CHECK_IN, answers: checkInToAnswers(draft()), ...began });
      problem = '';
      try {
        const vault = await space.vault();
        const result = await vault.put(entry);
        if (!result.ok) return void (problem = wordsOfError(app.words, result.error));
        [kept, keptButton, isErased] = [result.value, button, false];
        clear();
        void mine.drop();
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
    /** Nothing of it stays on the page. When it locks it is put away first; what comes after is another check-in. */
    cover(why: Cleared) {
      if (why !== 'locked') away.cancel();
      void away.leave();
      away = createPutAway(CHECK_IN.practice, read);
      clear();
      kept = keptButton = undefined;
    },
    /** The page is left: it can be gone on with later, here or elsewhere. */
    end: () => void away.leave(),
  };
}

export type CheckInRun = ReturnType<typeof createCheckInRun>;
