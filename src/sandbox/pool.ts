import type { LearnerProcess } from './learner-process.ts';
import type { Limits } from './sandbox.ts';
import { Spare } from './spare.ts';

export interface PoolOptions {
  /** How many work at a time. Default 2. */
  readonly sideBySide?: number;
  readonly limits?: Partial<Limits>;
  /** Ends all of them. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of one job: what `work` gave, or what it threw. */
export type JobOutcome<J, R> =
  { readonly job: J; readonly result: R } | { readonly job: J; readonly error: unknown };

/**
 * Does `work` for each job, several side by side, each with a fresh process of its own that was started while the jobs
 * before it worked. Hands out outcomes as they come. What one job does or throws never reaches another; its process ends
 * with it, and all of them when nobody wants more outcomes, or at the signal.
 */
export async function* inPool<J, R>(
  jobs: readonly J[],
  work: (job: J, learner: LearnerProcess) => Promise<R>,
  { sideBySide = 2, limits = {}, signal }: PoolOptions = {},
): AsyncGenerator<JobOutcome<J, R>> {
  const spare = new Spare(limits);
  const atWork = new Set<LearnerProcess>();
  const outcomes: JobOutcome<J, R>[] = [];
  let wake = () => {};
  let next = 0;
  const end = () => wake();
  signal?.addEventListener('abort', end);
  const begin = async () => {
    while (next < jobs.length) {
      const job = jobs[next++] as J;
      const learner = spare.take(next < jobs.length);
      atWork.add(learner);
      try {
        outcomes.push({ job, result: await work(job, learner) });
      } catch (error) {
        outcomes.push({ job, error });
      }
      learner.stop();
      atWork.delete(learner);
      wake();
    }
  };
  try {
    for (let i = 0; i < Math.min(sideBySide, jobs.length); i++) void begin();
    for (let given = 0; given < jobs.length; given++) {
      if (outcomes.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      if (signal?.aborted) return;
      yield outcomes.shift() as JobOutcome<J, R>;
    }
  } finally {
    signal?.removeEventListener('abort', end);
    next = jobs.length;
    spare.close();
    for (const learner of atWork) learner.stop();
  }
}
