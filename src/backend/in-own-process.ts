import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BackendName } from './backend-names.ts';
import type { SelfTest } from './self-test.ts';

/**
 * Runs the self-test of one backend in a process of its own, so that a crash in native code is a reason, not the end.
 * @param env environment of that process
 */
export function selfTestInOwnProcess(
  name: BackendName,
  env: NodeJS.ProcessEnv = process.env,
): Promise<SelfTest> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [built('self-test'), name],
      { env, timeout: 120_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => resolve(read(stdout) ?? { reason: howItEnded(error, stderr) }),
    );
  });
}

/** The built file, also when this one runs from the sources, which Node 20 cannot run itself. */
function built(file: string): string {
  const here = fileURLToPath(new URL(`./${file}.js`, import.meta.url));
  return here.replace(/([\\/])src([\\/]backend[\\/])/, '$1dist$2');
}

function read(stdout: string): SelfTest | undefined {
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as SelfTest;
  } catch {
    return undefined;
  }
}

function howItEnded(error: Error | null, stderr: string): string {
  const { signal, code, killed } = (error ?? {}) as {
    signal?: string;
    code?: number | string;
    killed?: boolean;
  };
  const how = killed
    ? 'its process gave no answer within 120 s'
    : `its process ended by ${signal ?? `exit code ${code}`}`;
  const line = stderr
    .trim()
    .split('\n')
    .findLast((text) => text.trim() !== '');
  return line === undefined ? how : `${how}: ${line.trim()}`;
}
