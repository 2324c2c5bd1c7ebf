import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

type Waiting<A, R> = {
  readonly asked: A;
  readonly resolve: (answer: R) => void;
  readonly reject: (failure: unknown) => void;
};

/**
 * Makes one question of many. Whoever asks in the same turn of the loop, or while others are being answered, is
 * answered together with all who came meanwhile, `most` at once. `answer` gives one answer for each, in their order;
 * when it fails, all of the group are told.
 */
export function inGroups<A, R>(
  answer: (asked: readonly A[]) => Promise<readonly R[]>,
  most: number,
): (asked: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = [];
  let isAnswering = false;

  async function answerAll(): Promise<void> {
    isAnswering = true;
    while (waiting.length > 0) {
      await turnOfTheLoop();
      const group = waiting.splice(0, most);
      try {
        const answers = await answer(group.map(({ asked }) => asked));
        group.forEach(({ resolve }, index) => resolve(answers[index] as R));
      } catch (failure) {
        group.forEach(({ reject }) => reject(failure));
      }
    }
    isAnswering = false;
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (!isAnswering) void answerAll();
    });
}
