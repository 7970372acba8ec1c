import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../shared/errors.ts';
import type { TrainSeed } from '../../training/run.ts';
import type { Answer, Question } from './worker.ts';

/**
 * Trains the library's rules and the built-ins in a process that ends with `work`.
 * @param work is given what trains a seed there, and the backend it runs on
 * @throws UsageError for a backend that cannot be used, an option that is refused, or a process that ends early
 */
export async function withRules<T>(
  backend: string,
  signal: AbortSignal,
  work: (trainSeed: TrainSeed, backend: string) => Promise<T>,
): Promise<T> {
  // The same file name with the extension that this file runs under: .js in the build, .ts in the sources.
  const path = fileURLToPath(import.meta.url.replace(/process(\.\w+)$/, 'worker$1'));
  // Carries NaN and Infinity, too.
  const child = fork(path, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    signal,
  });
  const ask = (question: Question) =>
    new Promise<Answer>((resolve, reject) => {
      const early = (code: number | null, killedBy: string | null) =>
        reject(
          new UsageError(
            `compare: a process that trains ended early (${killedBy ?? `code ${code}`}); try --backend cpu`,
            4,
          ),
        );
      child.once('error', reject);
      child.once('exit', early);
      child.once('message', (answer: Answer) => {
        child.off('error', reject).off('exit', early);
        resolve(answer);
      });
      child.send(question);
    });
  try {
    const ready = sound(await ask({ backend }));
    return await work(
      async (experiment, seed) => {
        const answer = sound(await ask({ experiment, seed }));
        if ('result' in answer) return answer.result;
        throw new Error('the training process answered another question');
      },
      'backend' in ready ? ready.backend : backend,
    );
  } finally {
    child.on('error', () => {});
    child.kill('SIGKILL');
  }
}

/** An answer that is no failure. */
function sound(answer: Answer): Exclude<Answer, { failed: string }> {
  if (!('failed' in answer)) return answer;
  const { failed, exitCode, stack } = answer;
  throw exitCode === undefined
    ? Object.assign(new Error(failed), { stack })
    : new UsageError(failed, exitCode as 2);
}
