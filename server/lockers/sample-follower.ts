import { routes } from '#contract/routes.ts';

type Posting = { readonly post: (path: string, body: unknown) => Promise<Response> | Response };

/** Follows a space as the app does, and collects what comes. */
export async function follow(device: Posting) {
  const answer = await device.post(routes.live, {});
  const cursors: number[] = [];
  let [beats, text] = [0, ''];
  const reader = (answer.ok ? answer.body : null)?.pipeThrough(new TextDecoderStream()).getReader();

  async function readOn(): Promise<'ended'> {
    for (;;) {
      const read = await reader?.read();
      if (read === undefined || read.done) return 'ended';
      text += read.value;
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts)
        if (part === ':') beats += 1;
        else cursors.push(Number(/^event: cursor\ndata: (\d+)$/.exec(part)?.[1]));
    }
  }
  return {
    answer,
    cursors,
    beats: () => beats,
    ended: answer.ok ? readOn() : Promise.resolve('ended' as const),
    leave: () => reader?.cancel(),
  };
}
