import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import type { LimitOptions } from './limits/limits.ts';
import { LOCKER_POLICIES, type LockerPolicy } from './lockers/options.ts';
import { readLimits } from './read-limits.ts';

export type Config = {
  readonly host: string;
  /** 0 lets the system choose a free one. */
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly webDir: string;
  readonly tls: boolean;
  /** From where else an app may ask this server. */
  readonly appOrigins: readonly string[];
  /** Undefined: nobody wants numbers. */
  readonly metrics?: { readonly host: string; readonly port: number };
  /** Undefined: this server carries nothing. */
  readonly lockers?: LockerConfig;
};

export type LockerConfig = {
  readonly policy: LockerPolicy;
  /** `postgres://…`; without one the lockers are in a file in the data folder. */
  readonly databaseUrl?: string;
  /** Bytes that one locker may hold at most. */
  readonly largestSpace: number;
  /** After so many without any device a locker is erased; 0: never. */
  readonly months: number;
  /** Undefined: everybody may ask as often as they like. */
  readonly limits?: LimitOptions;
  /** So many devices may follow their lockers at once. */
  readonly mostStreams: number;
};

/** A setting that cannot be used, and what would do instead. */
export type BadSetting = { readonly tag: 'bad-setting'; readonly name: string; readonly expected: string };

const largestPort = 65_535;
const megabyte = 1_000_000;
const builtWeb = join(import.meta.dirname, '../build/web');

/** Reads the settings; relative folders are taken from `cwd`. All that is wrong is told at once. */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Result<Config, readonly BadSetting[]> {
  const wrong: BadSetting[] = [];
  const refuse = (name: string, expected: string) => wrong.push({ tag: 'bad-setting', name, expected });

  const port = env.PORT ?? '4321';
  if (!isPort(port)) refuse('PORT', `a whole number from 0 to ${largestPort}`);
  const host = env.HOST ?? '127.0.0.1';
  if (!isHost(host)) refuse('HOST', 'an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0');
  const tls = env.BALLAST_TLS ?? '0';
  if (tls !== '0' && tls !== '1') refuse('BALLAST_TLS', '1 when TLS stands in front of this server, otherwise 0');
  const dataDir = resolve(cwd, env.BALLAST_DATA ?? 'data');
  if (env.BALLAST_DATA === '' || isFile(dataDir)) refuse('BALLAST_DATA', 'a folder, which need not exist yet');
  const webDir = env.BALLAST_WEB === undefined ? builtWeb : resolve(cwd, env.BALLAST_WEB);

  const appOrigins = (env.BALLAST_APP_ORIGINS ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  if (env.BALLAST_APP_ORIGINS !== undefined && (appOrigins.length === 0 || !appOrigins.every(isOrigin)))
    refuse(
      'BALLAST_APP_ORIGINS',
      'origins with commas between, such as https://app.example.org, without a slash at the end',
    );
  const metrics = readMetrics(env, refuse);
  const log = env.BALLAST_LOG ?? 'text';
  if (log !== 'text' && log !== 'json') refuse('BALLAST_LOG', 'text or json');
  const lockers = readLockers(env, refuse);

  if (wrong.length > 0) return err(wrong);
  return ok({
    host,
    port: Number(port),
    dataDir,
    webDir,
    tls: tls === '1',
    appOrigins,
    ...(metrics && { metrics }),
    ...(lockers && { lockers }),
  });
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= largestPort;
const isHost = (text: string) => /^[\w.:-]+$/.test(text);

function readMetrics(env: NodeJS.ProcessEnv, refuse: (name: string, expected: string) => void): Config['metrics'] {
  const port = env.BALLAST_METRICS_PORT;
  if (port !== undefined && !isPort(port)) refuse('BALLAST_METRICS_PORT', `a whole number from 0 to ${largestPort}`);
  const host = env.BALLAST_METRICS_HOST ?? '127.0.0.1';
  if (!isHost(host)) refuse('BALLAST_METRICS_HOST', 'an address or a name of this machine');
  return port === undefined ? undefined : { host, port: Number(port) };
}

function readLockers(
  env: NodeJS.ProcessEnv,
  refuse: (name: string, expected: string) => void,
): LockerConfig | undefined {
  const databaseUrl = env.DATABASE_URL;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    refuse('DATABASE_URL', 'the address of a PostgreSQL, such as postgres://name:word@host/ballast');
  const size = env.BALLAST_LOCKER_MB ?? '200';
  if (!/^[1-9]\d{0,5}$/.test(size)) refuse('BALLAST_LOCKER_MB', 'a whole number of megabytes, from 1');
  const months = env.BALLAST_LOCKER_MONTHS ?? '24';
  if (!/^\d{1,4}$/.test(months)) refuse('BALLAST_LOCKER_MONTHS', 'a whole number of months, or 0 for never');
  const streams = env.BALLAST_STREAMS ?? '20000';
  if (!/^[1-9]\d{0,5}$/.test(streams)) refuse('BALLAST_STREAMS', 'a whole number of devices, from 1');
  const policy = LOCKER_POLICIES.find((one) => one === env.BALLAST_LOCKERS);
  if (env.BALLAST_LOCKERS !== undefined && policy === undefined)
    refuse('BALLAST_LOCKERS', `one of ${LOCKER_POLICIES.join(', ')}, or not set`);
  const limits = readLimits(env, refuse);
  if (policy === undefined) return undefined;
  return {
    policy,
    ...(databaseUrl !== undefined && { databaseUrl }),
    largestSpace: Number(size) * megabyte,
    months: Number(months),
    ...(limits && { limits }),
    mostStreams: Number(streams),
  };
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text && !text.includes('*');
}

const isFile = (path: string) => existsSync(path) && !statSync(path).isDirectory();
