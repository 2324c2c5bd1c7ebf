/** The data of every event of a stream as it comes (HTML Standard, 9.2.6: lines of `field: value`, an empty one ends). */
export async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  on: { readonly event: (data: string) => void; readonly life: () => void },
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let line = '';
  let data = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    on.life();
    for (const letter of value) {
      if (letter !== '\n') {
        if (letter !== '\r') line += letter;
        continue;
      }
      if (line === '' && data !== '') {
        on.event(data);
        data = '';
      } else if (line.startsWith('data:')) data += line.slice(5).trimStart();
      line = '';
    }
    // Nobody honest writes lines this long: what is kept of one must not grow without end.
    if (line.length > 10_000) line = '';
  }
}
