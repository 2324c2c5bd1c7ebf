import { backup } from './backup.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';
import { voucher } from './voucher.ts';

/** `npm run ballast -- <command>`: what the host of a server does besides running it. */
const commands: Readonly<Record<string, Command>> = { voucher, backup, restore, check, verify };

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    complain('npm run ballast -- <command>\n');
    for (const [known, { usage, about }] of Object.entries(commands)) complain(`  ${known} ${usage}\n      ${about}`);
    return 2;
  }
  try {
    return await command.run(args, { env: process.env, cwd: process.cwd(), say, complain });
  } catch (error) {
    if (!isAskedWrongly(error)) throw error;
    complain(`${error.message}\n\nnpm run ballast -- ${name} ${command.usage}`);
    return 2;
  }
}

const isAskedWrongly = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

process.exitCode = await main(process.argv.slice(2));
