import { expect, test } from 'vitest';
import { createLog, type LogForm } from './log.ts';

function collect(form: LogForm) {
  const said: string[] = [];
  const log = createLog(
    form,
    { out: (line) => said.push(`out ${line}`), err: (line) => said.push(`err ${line}`) },
    () => new Date(0),
  );
  return { said, log };
}

test('tells people and programs where a bug showed, apart from what goes well', () => {
  const [text, json] = [collect('text'), collect('json')];
  for (const { log } of [text, json]) {
    log({ event: 'bug', place: 'TypeError at app.ts:1:2' });
    log({ event: 'requests', counts: { 'pull 2xx': 3 } });
    log({ event: 'stopped' });
  }
  expect(text.said).toEqual(['err bug      TypeError at app.ts:1:2', 'out stopped']);
  expect(json.said).toEqual([
    'err {"at":"1970-01-01T00:00:00.000Z","event":"bug","place":"TypeError at app.ts:1:2"}',
    'out {"at":"1970-01-01T00:00:00.000Z","event":"requests","counts":{"pull 2xx":3}}',
    'out {"at":"1970-01-01T00:00:00.000Z","event":"stopped"}',
  ]);
});
