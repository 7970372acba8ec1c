import type { Broker } from './broker.ts';
import { workersAt } from './asker.ts';

/** How many jobs a queue has, by what becomes of them, and how many workers. */
export interface Counts {
  readonly workers: number;
  readonly active: number;
  readonly waiting: number;
  /** Those that failed once and wait for their next try. */
  readonly delayed: number;
  /** Those whose results nobody has fetched yet. */
  readonly completed: number;
  readonly failed: number;
}

/** What a broker has in its queue now. */
export async function counts(broker: Broker): Promise<Counts> {
  const queue = broker.queue();
  try {
    const found = await queue.getJobCounts();
    const of = (...states: readonly string[]) =>
      states.reduce((sum, state) => sum + (found[state] ?? 0), 0);
    return {
      workers: await workersAt(queue),
      active: of('active'),
      waiting: of('waiting', 'prioritized', 'paused'),
      delayed: of('delayed'),
      completed: of('completed'),
      failed: of('failed'),
    };
  } finally {
    await queue.close();
  }
}
