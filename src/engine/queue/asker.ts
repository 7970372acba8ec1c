import type { Queue } from 'bullmq';
import { UsageError } from '../../shared/errors.ts';
import type { Broker } from './broker.ts';
import { dueFirst } from './due.ts';
import { failure } from './queue-fault.ts';

/** Something to be done by whichever worker is free. */
export interface Errand {
  /** Errands of one key give the same; only one of them is done. */
  readonly key: string;
  /** Which of the worker's trades it is for. */
  readonly kind: string;
  /** Plain JSON. */
  readonly data: unknown;
  /** When it is due; what is due first is done first, and what has no date at the end. */
  readonly due?: Date | undefined;
}

/** Whoever has errands done through a broker. */
export interface Asker {
  /**
   * What the errand gave, as text. May be asked for thousands of times at once; some hundreds stand in the queue.
   * @throws UsageError that its worker threw; (exit code 4) where it failed on every try
   */
  ask(errand: Errand): Promise<string>;
  /** Whoever waits is refused. What still stands in the queue stays there, and is taken up by whoever asks for it next. */
  close(): Promise<void>;
}

/** Errands of one asker that stand in the queue at a time: some hours for a worker, and little memory. */
export const inQueue = 400;
/** Milliseconds between two looks at what has not been heard of. */
const between = 3000;
/** Seconds for which a result waits to be fetched, and a failure to be looked at. */
const kept = 7 * 86_400;

interface Waiting {
  readonly errand: Errand;
  readonly done: (text: string) => void;
  readonly failed: (error: Error) => void;
  /** Whether it was in the queue at the last look. */
  seen: boolean;
  /** Whether an earlier call's failure was put aside. */
  retried: boolean;
}

/** @param onNote told what is not as it should be: no worker, no broker */
export function asker(broker: Broker, onNote: (text: string) => void): Asker {
  const queue = broker.queue();
  const events = broker.events();
  const waiting = new Map<string, Waiting>();
  /** Those that wait for a place in the queue. */
  const before: (() => void)[] = [];

  const put = ({ key, kind, data, due }: Errand) =>
    queue.add(kind, data, {
      jobId: key,
      priority: dueFirst(due),
      attempts: 3,
      backoff: { type: 'exponential', delay: 1000 },
      removeOnComplete: { age: kept },
      removeOnFail: { age: kept },
    });
  const settle = (key: string, end: (one: Waiting) => void) => {
    const one = waiting.get(key);
    if (one === undefined) return;
    waiting.delete(key);
    before.shift()?.();
    end(one);
  };
  const completed = (key: string, text: string) =>
    settle(key, ({ done }) => {
      done(text);
      // By then whoever asked has written it down: until then a killed call finds it here.
      leaving = Promise.all([leaving, later().then(() => queue.remove(key))]).catch(() => {});
    });
  events.on('completed', ({ jobId, returnvalue }) => completed(jobId, returnvalue));
  events.on('failed', ({ jobId, failedReason }) =>
    settle(jobId, ({ failed }) => failed(failure(failedReason))),
  );

  /** Events may be missed, and a server that was killed may have forgotten what it was told last. */
  const look = async (one: Waiting) => {
    const { errand } = one;
    // In this order: a job that was read before it had ended holds no result.
    const state = await queue.getJobState(errand.key);
    const job = await queue.getJob(errand.key);
    if (!waiting.has(errand.key)) return;
    if (job === undefined) await put(errand);
    else if (state === 'completed') completed(errand.key, job.returnvalue as string);
    else if (state === 'failed' && !one.retried) {
      one.retried = true;
      await job.remove();
      await put(errand);
    } else if (state === 'failed') {
      settle(errand.key, ({ failed }) => failed(failure(job.failedReason)));
    }
  };
  const lookAtAll = async () => {
    const old = [...waiting.values()].filter(({ seen }) => seen);
    for (const one of waiting.values()) one.seen = true;
    for (const one of old) await look(one);
    if (old.length > 0 && (await workersAt(queue)) === 0) {
      onNote(`Nobody works at ${broker.shown} yet: npx downhill work --queue …`);
    }
  };
  const over = new AbortController();
  /** Until all that was fetched is forgotten there. */
  let leaving: Promise<unknown> = Promise.resolve();
  let next: NodeJS.Timeout | undefined;
  const lookLater = () => {
    // While the server is away, all that is asked of it waits until it is back.
    next = setTimeout(async () => {
      await lookAtAll().catch(() => {});
      if (!over.signal.aborted) lookLater();
    }, between);
  };
  lookLater();
  events.on('error', () => {
    if (!over.signal.aborted && waiting.size > 0)
      onNote(`${broker.shown} is away; waiting for it.`);
  });

  return {
    async ask(errand) {
      if (waiting.size >= inQueue) await new Promise<void>((free) => before.push(free));
      if (over.signal.aborted) throw closed();
      return new Promise((done, failed) => {
        waiting.set(errand.key, { errand, done, failed, seen: false, retried: false });
        put(errand).catch((error: Error) =>
          settle(errand.key, () => failed(refused(broker, error))),
        );
      });
    },
    async close() {
      over.abort();
      clearTimeout(next);
      for (const { failed } of waiting.values()) failed(closed());
      waiting.clear();
      for (const free of before.splice(0)) free();
      // A server that is away forgets them in its own time.
      await Promise.race([leaving, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
      await Promise.all([queue.close(), events.close()]);
    },
  };
}

/** How many workers wait for errands or do them. */
export async function workersAt(queue: Queue): Promise<number> {
  return (await queue.getWorkers()).length;
}

const later = () => new Promise<void>((resolve) => setImmediate(resolve));
const closed = () => new Error('the queue was closed');

function refused({ shown }: Broker, { message }: Error): UsageError {
  return new UsageError({ who: 'queue', rule: `${shown} does not take a job: ${message}` });
}
