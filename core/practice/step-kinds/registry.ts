import type { Kind, StepKinds } from '../practice.ts';
import type { StepKind } from '../step.ts';
import { contrast } from './contrast.ts';
import { guide } from './guide.ts';
import { ledger } from './ledger.ts';
import { map } from './map.ts';
import { pick } from './pick.ts';
import { plan } from './plan.ts';
import { pool } from './pool.ts';
import { rank } from './rank.ts';
import { scale } from './scale.ts';
import { sort } from './sort.ts';
import { turns } from './turns.ts';
import { write } from './write.ts';
import { rehearse } from './rehearse.ts';
import { loop } from './loop.ts';

type Registry = { [K in Kind]: StepKind<StepKinds[K]['step'], StepKinds[K]['answer'], StepKinds[K]['event']> };

/** Exhaustive: a kind without an entry does not compile. */
export const stepKinds: Registry = {
  guide,
  write,
  pick,
  sort,
  rank,
  ledger,
  contrast,
  scale,
  map,
  turns,
  plan,
  pool,
  rehearse,
  loop,
};

/** Only shown or said: nothing of these is kept, and other steps cannot hang on them. */
export const LEAVES_NOTHING: ReadonlySet<Kind> = new Set(['guide', 'turns', 'pool', 'rehearse']);

type AnyKind = StepKind<StepKinds[Kind]['step'], StepKinds[Kind]['answer'], StepKinds[Kind]['event']>;

/** The kind of a step, with its types joined: a step, its answer and its events always belong together. */
export const kindOf = (kind: Kind): AnyKind => stepKinds[kind] as unknown as AnyKind;

export const isKind = (value: unknown): value is Kind => typeof value === 'string' && Object.hasOwn(stepKinds, value);
