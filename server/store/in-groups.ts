import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

type Waiting<A, R> = {
  readonly asked: A;
  readonly resolve: (answer: R) => void;
  readonly reject: (failure: unknown) => void;
};

/** After so many ms those who wait are answered beside a group that is not: its connection may have died unnoticed. */
const PATIENCE_MS = 2_000;

/**
 * Makes one question of many. Who asks while others are being answered is answered together with all who came
 * meanwhile, `most` at once, and so are those who come within turns of the loop that follow each other. `answer` gives
 * one answer for each, in their order; when it fails, all of the group are told.
 */
export function inGroups<A, R>(
  answer: (asked: readonly A[]) => Promise<readonly R[]>,
  most: number,
  patienceMs = PATIENCE_MS,
): (asked: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = [];
  let isAnswering = false;

  async function gather(): Promise<readonly Waiting<A, R>[]> {
    let there: number;
    do {
      there = waiting.length;
      await turnOfTheLoop();
    } while (waiting.length > there && waiting.length < most);
    return waiting.splice(0, most);
  }

  async function answerGroup(group: readonly Waiting<A, R>[]): Promise<void> {
    try {
      const answers = await answer(group.map(({ asked }) => asked));
      group.forEach(({ resolve }, index) => resolve(answers[index] as R));
    } catch (failure) {
      group.forEach(({ reject }) => reject(failure));
    }
  }

  async function answerAll(): Promise<void> {
    isAnswering = true;
    while (waiting.length > 0) {
      const group = await gather();
      await new Promise<void>((resolve) => {
        const patience = setTimeout(resolve, patienceMs);
        void answerGroup(group).then(() => {
          clearTimeout(patience);
          resolve();
        });
      });
    }
    isAnswering = false;
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (!isAnswering) void answerAll();
    });
}
