import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

type Waiting<A, R> = {
  readonly asked: A;
  readonly resolve: (answer: R) => void;
  readonly reject: (failure: unknown) => void;
};

/**
 * Makes one question of many. Who asks while others are being answered is answered together with all who came
 * meanwhile, `most` at once, and so are those who come within turns of the loop that follow each other. `answer` gives
 * one answer for each, in their order; when it fails, all of the group are told. `groups`: so many are answered beside
 * each other.
 */
export function inGroups<A, R>(
  answer: (asked: readonly A[]) => Promise<readonly R[]>,
  { most, groups = 1 }: { readonly most: number; readonly groups?: number },
): (asked: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = [];
  let underWay = 0;

  async function answerNext(): Promise<void> {
    let there: number;
    do {
      there = waiting.length;
      await turnOfTheLoop();
    } while (waiting.length > there && waiting.length < most);
    const group = waiting.splice(0, most);
    try {
      const answers = group.length === 0 ? [] : await answer(group.map(({ asked }) => asked));
      group.forEach(({ resolve }, index) => resolve(answers[index] as R));
    } catch (failure) {
      group.forEach(({ reject }) => reject(failure));
    }
  }

  async function answerAll(): Promise<void> {
    underWay += 1;
    while (waiting.length > 0) await answerNext();
    underWay -= 1;
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (underWay < groups) void answerAll();
    });
}
