import { statusByErrorCode, type ErrorBody, type ErrorCode } from '#contract/errors.ts';
import { encodeFrames, readFrames } from '#contract/frames.ts';
import {
  largestSealedBody,
  pullHeaders,
  routes,
  type ChallengeAnswer,
  type HeldAnswer,
  type Health,
  type LetterAnswer,
  type SessionAnswer,
  type StoredAnswer,
} from '#contract/routes.ts';
import { err, ok, type Result } from '#core/result.ts';
import { signBytes } from '#vault/device-keys.ts';
import { bytesToHex, type Bytes } from '#vault/public/bytes.ts';

/** Why a server did not do what it was asked. `at`: see contract/errors.ts. */
export type Refusal =
  | { readonly type: ErrorCode; readonly at?: number }
  /** No line, or nobody answers. */
  | { readonly type: 'unreachable' }
  /** Somebody answers, but no Ballast that this one understands. */
  | { readonly type: 'strange-answer' };

/** `fetch` towards one server: its address is added here, and the time that an answer may take. */
export type Transport = (path: string, init: RequestInit) => Promise<Response>;

export type Asker = { readonly space: string; readonly device: string; readonly sign: CryptoKey };

/** A sealed thing as it travels: `signature` is empty where none stands. */
export type Travelling = { readonly signature: Bytes; readonly bytes: Bytes };
export type Page = {
  readonly things: readonly Travelling[];
  /** Ask from here next. */
  readonly cursor: number;
  /** The last cursor that the server has given out. */
  readonly latest: number;
  /** What this device told it, as the server remembers it. */
  readonly seen: number;
  readonly hasMore: boolean;
};

type Answer<T> = Promise<Result<T, Refusal>>;

/** The server has answered, and `read` takes what it sends. */
export type ComingPage = Omit<Page, 'things'> & { readonly read: () => Answer<Page> };

const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(statusByErrorCode, code);

async function refusalOf(response: Response): Promise<Refusal> {
  try {
    const { error, at } = (await response.json()) as ErrorBody;
    if (isCode(error)) return { type: error, ...(Number.isSafeInteger(at) && { at: at! }) };
  } catch {
    // A proxy that answers in words of its own.
  }
  return { type: response.status === 502 || response.status === 504 ? 'unreachable' : 'strange-answer' };
}

export async function ask(transport: Transport, path: string, init: RequestInit): Promise<Result<Response, Refusal>> {
  let response: Response;
  try {
    response = await transport(path, init);
  } catch {
    return err({ type: 'unreachable' });
  }
  return response.ok ? ok(response) : err(await refusalOf(response));
}

const asJson = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

/** What was sent is checked in every part that is used; the rest may be anything. */
async function readJson<T>(answer: Promise<Result<Response, Refusal>>, isWhole: (body: T) => boolean): Answer<T> {
  const response = await answer;
  if (!response.ok) return response;
  try {
    const body = (await response.value.json()) as T;
    if (isWhole(body)) return ok(body);
  } catch {
    // Broken off in the middle, or no JSON.
  }
  return err({ type: 'strange-answer' });
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** What anybody may ask, without a space. */
export const askHealth = (transport: Transport): Answer<Health> =>
  readJson<Health>(ask(transport, routes.health, { method: 'GET' }), (health) => health.server === 'ballast');

export const askMailbox = (transport: Transport, body: unknown): Answer<null> =>
  ask(transport, routes.pairingAsk, asJson(body)).then((answer) => (answer.ok ? ok(null) : answer));

const readLetter = async (answer: Promise<Result<Response, Refusal>>): Answer<string | null> => {
  const response = await answer;
  if (response.ok && response.value.status === 204) return ok(null);
  const letter = await readJson<LetterAnswer>(answer, ({ sealed }) => /^([0-9a-f]{2})+$/.test(sealed));
  return letter.ok ? ok(letter.value.sealed) : letter;
};

export const readAnswer = (transport: Transport, body: unknown): Answer<string | null> =>
  readLetter(ask(transport, routes.pairingAnswered, asJson(body)));

/** One device's line to the server that carries its space. It proves itself anew whenever its session is over. */
export function openLine(transport: Transport, { space, device, sign }: Asker) {
  let token: string | null = null;

  async function prove(): Answer<{ space: string; device: string; challenge: string; signature: string }> {
    const given = await readJson<ChallengeAnswer>(ask(transport, routes.challenge, asJson({ space })), (answer) =>
      /^[0-9a-f]{64}$/.test(answer.challenge),
    );
    if (!given.ok) return given;
    const { challenge } = given.value;
    const signature = bytesToHex(await signBytes(sign, { type: 'session', space, device, hash: challenge }));
    return ok({ space, device, challenge, signature });
  }

  async function openSession(): Answer<string> {
    const proof = await prove();
    if (!proof.ok) return proof;
    const opened = await readJson<SessionAnswer>(
      ask(transport, routes.session, asJson(proof.value)),
      (answer) => typeof answer.token === 'string',
    );
    if (opened.ok) token = opened.value.token;
    return opened.ok ? ok(opened.value.token) : opened;
  }

  /** `no-session` from here means that the server does not know this device, or no longer. */
  async function asDevice(path: string, init: RequestInit): Promise<Result<Response, Refusal>> {
    const before = token ?? (await openSession());
    if (typeof before !== 'string' && !before.ok) return before;
    const withToken = (bearer: string) =>
      ask(transport, path, { ...init, headers: { authorization: `Bearer ${bearer}` } });
    const first = await withToken(typeof before === 'string' ? before : before.value);
    if (first.ok || first.error.type !== 'no-session') return first;
    const again = await openSession();
    return again.ok ? withToken(again.value) : again;
  }

  const askForPage = async (after: number): Answer<ComingPage> => {
    const response = await asDevice(routes.pull, asJson({ after }));
    return response.ok ? readPageHead(response.value, after) : response;
  };

  const done = (answer: Promise<Result<Response, Refusal>>): Answer<null> =>
    answer.then((response) => (response.ok ? ok(null) : response));
  const send = (path: string, frames: readonly Uint8Array[]): Answer<StoredAnswer> =>
    readJson<StoredAnswer>(asDevice(path, { method: 'POST', body: encodeFrames(frames) }), ({ cursor }) =>
      isCount(cursor),
    );

  return {
    /** `voucher`: 32 bytes as hex, where the server asks for one. */
    makeLocker: async (signKey: string, voucher?: string): Answer<null> => {
      const proof = await prove();
      if (!proof.ok) return proof;
      return done(ask(transport, routes.locker, asJson({ ...proof.value, signKey, ...(voucher && { voucher }) })));
    },
    askForPage,
    pull: async (after: number): Answer<Page> => {
      const coming = await askForPage(after);
      return coming.ok ? coming.value.read() : coming;
    },
    push: (signature: Bytes, operations: readonly Bytes[]) => send(routes.push, [signature, ...operations]),
    appendManifest: ({ signature, bytes }: Travelling) => send(routes.manifest, [signature, bytes]),
    putSegment: ({ signature, bytes }: Travelling) => send(routes.segment, [signature, bytes]),
    seen: (cursor: number) => done(asDevice(routes.seen, asJson({ cursor }))),
    addDevice: (body: { readonly device: string; readonly signKey: string; readonly state?: 'dormant' }) =>
      done(asDevice(routes.device, asJson(body))),
    setDeviceState: (other: string, state: 'active' | 'dormant' | 'left') =>
      done(asDevice(routes.deviceState, asJson({ device: other, state }))),
    erase: () => done(asDevice(routes.erase, asJson({}))),
    held: (after: number) =>
      readJson<HeldAnswer>(
        asDevice(routes.held, asJson({ after })),
        ({ devices, sealed, bytes, madeAt, touchedAt }) =>
          [devices, sealed].every(Array.isArray) && [bytes, madeAt, touchedAt].every(isCount),
      ),
    live: (signal: AbortSignal) => asDevice(routes.live, { ...asJson({}), signal }),
    openMailbox: (mailbox: string) => done(asDevice(routes.pairingOpen, asJson({ mailbox }))),
    readMailbox: (mailbox: string) => readLetter(asDevice(routes.pairingAsked, asJson({ mailbox }))),
    answerMailbox: (mailbox: string, sealed: string) =>
      done(asDevice(routes.pairingAnswer, asJson({ mailbox, sealed }))),
  };
}

export type Line = ReturnType<typeof openLine>;

function readPageHead(response: Response, after: number): Result<ComingPage, Refusal> {
  const numberIn = (name: string) => Number(response.headers.get(name) ?? Number.NaN);
  const [latest, seen] = [numberIn(pullHeaders.latest), numberIn(pullHeaders.seen)];
  if (!isCount(latest) || !isCount(seen)) return err({ type: 'strange-answer' });
  if (response.status === 204) {
    const nothing = { cursor: after, latest, seen, hasMore: false };
    return ok({ ...nothing, read: async () => ok({ ...nothing, things: [] }) });
  }
  const cursor = numberIn(pullHeaders.cursor);
  if (!isCount(cursor) || cursor <= after) return err({ type: 'strange-answer' });
  const head = { cursor, latest, seen, hasMore: response.headers.get(pullHeaders.more) === '1' };
  const read = async (): Answer<Page> => {
    const things = await readThings(response);
    return things.ok ? ok({ ...head, things: things.value }) : things;
  };
  return ok({ ...head, read });
}

async function readThings({ body }: Response): Answer<readonly Travelling[]> {
  let frames: readonly Bytes[] | null;
  try {
    frames = body && (await readFrames(body, largestSealedBody));
  } catch {
    return err({ type: 'unreachable' });
  }
  if (frames === null || frames.length % 2 !== 0) return err({ type: 'strange-answer' });
  const all = frames;
  return ok(Array.from({ length: all.length / 2 }, (_, n) => ({ signature: all[2 * n]!, bytes: all[2 * n + 1]! })));
}
