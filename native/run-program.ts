import { spawn } from 'node:child_process';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { homeOf, type Site } from './site.ts';

/** A program that could not be started, or left with another code than 0. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
  /** Both of its streams. */
  readonly output: string;

  constructor(command: string, how: string, output: string) {
    super(`${command} ${how}`);
    this.output = output;
  }
}

/**
 * Runs a program to its end and returns what it wrote; everything also goes to `.native/log.txt`.
 * @throws ProgramFailed
 */
export async function runProgram(
  site: Site,
  [command = '', ...args]: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly progress?: boolean },
): Promise<string> {
  const showsProgress = options.progress === true && process.stderr.isTTY;
  const output = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const text = () => Buffer.concat(chunks).toString();
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...site.env, ...options.env },
      // A progress bar draws itself only on a terminal.
      stdio: ['ignore', showsProgress ? process.stderr : 'pipe', 'pipe'],
      signal: site.signal,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      const how = error.code === 'ENOENT' ? 'is not installed' : `failed: ${error.message}`;
      reject(site.signal.aborted ? error : new ProgramFailed(command, how, text()));
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve(text());
      else reject(new ProgramFailed(command, `left with ${signal ?? `exit code ${code}`}`, text()));
    });
  }).catch(async (error: unknown) => {
    await log(site, [command, ...args], error instanceof ProgramFailed ? error.output : '');
    throw error;
  });
  await log(site, [command, ...args], output);
  return output;
}

async function log(site: Site, command: readonly string[], output: string): Promise<void> {
  await mkdir(homeOf(site), { recursive: true });
  await appendFile(join(homeOf(site), 'log.txt'), `$ ${command.join(' ')}\n${output}\n`);
}
