import { untrack } from 'svelte';
import type { Result } from '#core/result.ts';
import { app } from '#web/app/app.ts';
import { space } from '#web/app/space.svelte.ts';
import type { LockerError } from '../../adapters/locker/locker-error.ts';
import type { LockerClient } from '../../adapters/locker/locker-types.ts';
import { wordsOfLockerError } from './locker-error-words.ts';

/** One question after the other to the locker, and in words why one was refused. */
export function createAsking() {
  let isWorking = $state(false);
  let problem = $state('');
  let refusedAs = $state<LockerError['type']>();

  return {
    get isWorking() {
      return isWorking;
    },
    get problem() {
      return problem;
    },
    get refusedAs() {
      return refusedAs;
    },
    forget() {
      problem = '';
      refusedAs = undefined;
    },
    /** Undefined: it was refused, or another question is still open. `typed`: the words that are asked with. */
    async ask<T>(
      act: (locker: LockerClient) => Promise<Result<T, LockerError>>,
      typed?: string,
    ): Promise<{ readonly value: T } | undefined> {
      if (untrack(() => isWorking)) return undefined;
      isWorking = true;
      try {
        const answer = await act((await space.vault()).locker);
        problem = answer.ok ? '' : wordsOfLockerError(app.words, answer.error, typed);
        refusedAs = answer.ok ? undefined : answer.error.type;
        return answer.ok ? { value: answer.value } : undefined;
      } catch {
        problem = app.words.errors['worker-failed'];
        return undefined;
      } finally {
        isWorking = false;
      }
    },
  };
}
