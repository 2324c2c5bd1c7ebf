/** Everything that the server says by itself. Nothing of a request is ever in it but the name of a route. */
export type LogEvent =
  | {
      readonly event: 'started';
      readonly version: string;
      readonly address: string;
      readonly data: string;
      readonly metrics?: string | undefined;
    }
  | { readonly event: 'cannot-start'; readonly reasons: readonly string[] }
  | { readonly event: 'bug'; readonly place: string }
  /** Answers since the last such line, as `pull 2xx`. */
  | { readonly event: 'requests'; readonly counts: Readonly<Record<string, number>> }
  | { readonly event: 'stopping'; readonly signal: string }
  | { readonly event: 'stopped' };

export type LogForm = 'text' | 'json';

type Streams = { readonly out: (line: string) => void; readonly err: (line: string) => void };

/** One line an event for programs, or a few for people. What went wrong goes to `err`. */
export function createLog(form: LogForm, { out, err }: Streams, now: () => Date): (event: LogEvent) => void {
  return (told) => {
    const say = told.event === 'bug' || told.event === 'cannot-start' ? err : out;
    if (form === 'json') say(JSON.stringify({ at: now().toISOString(), ...told }));
    else if (told.event !== 'requests') say(linesFor(told).join('\n'));
  };
}

function linesFor(told: Exclude<LogEvent, { readonly event: 'requests' }>): readonly string[] {
  switch (told.event) {
    case 'started': {
      const { version, address, data, metrics } = told;
      const lines = [`started  Ballast ${version}`, `address  ${address}`, `data     ${data}`];
      return metrics === undefined ? lines : [...lines, `metrics  ${metrics}`];
    }
    case 'cannot-start':
      return told.reasons;
    case 'bug':
      return [`bug      ${told.place}`];
    case 'stopping':
      return [`stopping ${told.signal}`];
    case 'stopped':
      return ['stopped'];
  }
}
