/** Where an error was thrown, for a log: its kind and its first frame, never its message, which may quote a request. */
export function placeOfBug(error: Error): string {
  const stack = error.stack ?? '';
  const afterMessage = stack.slice(stack.indexOf(error.message) + error.message.length);
  const frame = afterMessage.split('\n').find((line) => line.trimStart().startsWith('at '));
  return [error.name, frame?.trim()].filter(Boolean).join(' ');
}
