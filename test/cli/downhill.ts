import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...environment } = process.env;

/** Starts `downhill` in a folder, with variables of a scheduler where there is one. */
export function start(
  folder: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams {
  const env = { ...environment, ...variables };
  return spawn(process.execPath, [main, ...args], { env, cwd: folder });
}

/** Runs `downhill` in a folder to its end, with `input` on stdin. */
export async function downhill(
  folder: string,
  args: readonly string[],
  input = '',
  variables: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const child = start(folder, args, variables);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}
