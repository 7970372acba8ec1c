import type { Queue } from 'bullmq';
import { UsageError } from '../../shared/errors.ts';
import { batches, type Batch } from './batches.ts';
import type { Broker } from './broker.ts';
import { dueFirst } from './due.ts';
import { linesByKey, type Errand, type Sent } from './errand.ts';
import { gathered } from './gathered.ts';
import { failure, isAway } from './queue-fault.ts';

/** Whoever has errands done through a broker. */
export interface Asker {
  /**
   * What the errand gave, as text. May be asked for thousands of times at once; some hundreds of jobs stand in the queue.
   * @throws UsageError that its worker threw; (exit code 4) where it failed on every try
   */
  ask(errand: Errand): Promise<string>;
  /** What the errand of this key gave is written down: until then whoever asks again finds it with the broker. */
  forget(key: string): void;
  /** Whoever waits is refused. What still stands in the queue stays there, and is taken up by whoever asks for it next. */
  close(): Promise<void>;
}

/** Jobs of one asker that stand in the queue at a time: some minutes of work at least, and little memory. */
export const inQueue = 400;
/** Milliseconds between two looks at what has not been heard of. */
const between = 3000;
/** Of so many looks one is taken where others are heard of. */
const calm = 10;
/** Seconds for which a result waits to be fetched, and a failure to be looked at. */
const kept = 7 * 86_400;

/** An errand that somebody waits for. */
interface Asked {
  /** What all get that ask for it meanwhile. */
  readonly answer: Promise<string>;
  readonly done: (text: string) => void;
  readonly failed: (error: Error) => void;
}

/** A job in the queue. */
interface Waiting extends Batch {
  /** Whether it was in the queue at the last look. */
  seen: boolean;
  /** Whether an earlier call's failure was put aside. */
  retried: boolean;
}

/** @param onNote told what is not as it should be: no worker, no broker */
export function asker(broker: Broker, onNote: (text: string) => void): Asker {
  const queue = broker.queue();
  const events = broker.events();
  const asked = new Map<string, Asked>();
  const waiting = new Map<string, Waiting>();
  /** Those that wait for a place in the queue. */
  const before: Batch[] = [];
  /** Jobs of which results are not written down yet, by the keys of these. */
  const held = new Map<string, { readonly id: string; readonly keys: Set<string> }>();

  const stand = (batch: Batch) => {
    if (waiting.size >= inQueue) before.push(batch);
    else {
      waiting.set(batch.id, { ...batch, seen: false, retried: false });
      putting.add(batch);
    }
  };
  const taking = gathered(async (errands: readonly Errand[]) => {
    batches(errands).forEach(stand);
    await putting.sent();
  });
  const putting = gathered(async (jobs: readonly Batch[]) => {
    try {
      await queue.addBulk(jobs.map(asJob));
    } catch (error) {
      // What a server did not take because it went away is brought again by a look.
      if (isAway(error as Error)) return;
      const why = refused(broker, error as Error);
      for (const { id } of jobs) fail(id, why);
    }
  });
  /** Takes a job off, for the next to have its place: nobody waits for it any more. */
  const leave = (id: string): readonly Errand[] => {
    const job = waiting.get(id);
    if (job === undefined) return [];
    waiting.delete(id);
    const next = before.shift();
    if (next !== undefined) stand(next);
    return job.errands;
  };
  const answer = (key: string, how: (one: Asked) => void) => {
    const one = asked.get(key);
    asked.delete(key);
    if (one !== undefined) how(one);
  };
  const fail = (id: string, why: Error) => {
    for (const { key } of leave(id)) answer(key, ({ failed }) => failed(why));
  };
  const forgetting = gathered(async (ids: readonly string[]) => {
    await Promise.all(ids.map((id) => queue.remove(id).catch(() => forgetAgain(id))));
  });
  const forgetAgain = (id: string) => {
    if (!over.signal.aborted) forgetting.add(id);
  };
  const over = new AbortController();
  /** Whether any job ended since the last look. */
  let heard = false;
  const completed = (id: string, text: string) => {
    if (!waiting.has(id)) return;
    heard = true;
    const lines = linesByKey(text);
    const errands = leave(id);
    const given = errands.filter(({ key }) => lines.has(key));
    const keys = new Set(given.map(({ key }) => key));
    for (const key of keys) {
      held.set(key, { id, keys });
      answer(key, ({ done }) => done(lines.get(key) as string));
    }
    // A job that was there before may end with the same errand, and have begun with others.
    batches(errands.filter(({ key }) => !lines.has(key))).forEach(stand);
  };
  events.on('completed', ({ jobId, returnvalue }) => completed(jobId, returnvalue));
  events.on('failed', ({ jobId, failedReason }) => fail(jobId, failure(failedReason)));

  /** Events may be missed, and a server that was killed may have forgotten what it was told last. */
  const look = async (one: Waiting) => {
    const { id } = one;
    const state = await queue.getJobState(id);
    if (state === 'unknown') putting.add(one);
    if (state !== 'completed' && state !== 'failed') return;
    // In this order: a job that was read before it had ended holds no result.
    const job = await queue.getJob(id);
    if (job === undefined || waiting.get(id) !== one) return;
    if (state === 'completed') completed(id, job.returnvalue as string);
    else if (one.retried) fail(id, failure(job.failedReason));
    else {
      one.retried = true;
      await job.remove();
      putting.add(one);
    }
  };
  let looks = 0;
  const lookAtAll = async () => {
    const silent = !heard;
    heard = false;
    const old = [...waiting.values()].filter(({ seen }) => seen);
    for (const one of waiting.values()) one.seen = true;
    // Where errands end and that is heard, hardly anything was missed.
    if (old.length === 0 || (!silent && ++looks % calm > 0)) return;
    await Promise.all(old.map(look));
    if (silent && (await workersAt(queue)) === 0) {
      onNote(`Nobody works at ${broker.shown} yet: npx downhill work --queue …`);
    }
  };
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
      if (over.signal.aborted) throw closed();
      const known = asked.get(errand.key);
      if (known !== undefined) return known.answer;
      let [done, failed]: [Asked['done'], Asked['failed']] = [() => {}, () => {}];
      const answer = new Promise<string>((...both) => ([done, failed] = both));
      asked.set(errand.key, { answer, done, failed });
      taking.add(errand);
      return answer;
    },
    forget(key) {
      const job = held.get(key);
      held.delete(key);
      job?.keys.delete(key);
      if (job?.keys.size === 0) forgetting.add(job.id);
    },
    async close() {
      over.abort();
      clearTimeout(next);
      for (const { failed } of asked.values()) failed(closed());
      waiting.clear();
      before.length = 0;
      await later();
      // A server that is away forgets them in its own time.
      const patience = new Promise((resolve) => setTimeout(resolve, 1000).unref());
      await Promise.race([forgetting.sent(), patience]);
      await Promise.all([queue.close(), events.close()]);
    },
  };
}

const asJob = ({ id, kind, due, errands }: Batch) => ({
  name: kind,
  data: errands.map(({ key, data }): Sent => ({ key, data })),
  opts: {
    jobId: id,
    priority: dueFirst(due),
    attempts: 3,
    backoff: { type: 'exponential', delay: 1000 },
    removeOnComplete: { age: kept },
    removeOnFail: { age: kept },
  },
});

/** How many workers wait for errands or do them. */
export async function workersAt(queue: Queue): Promise<number> {
  return (await queue.getWorkers()).length;
}

const later = () => new Promise<void>((resolve) => setImmediate(resolve));
const closed = () => new Error('the queue was closed');

function refused({ shown }: Broker, { message }: Error): UsageError {
  return new UsageError({ who: 'queue', rule: `${shown} does not take a job: ${message}` });
}
