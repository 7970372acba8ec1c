import type { Queue } from 'bullmq';
import { UsageError } from '../../shared/errors.ts';
import type { Broker } from './broker.ts';
import { dueFirst } from './due.ts';
import { gathered } from './gathered.ts';
import { failure, isAway } from './queue-fault.ts';

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
/** Of so many looks one is taken where others are heard of. */
const calm = 10;
/** Seconds for which a result waits to be fetched, and a failure to be looked at. */
const kept = 7 * 86_400;

interface Waiting {
  readonly errand: Errand;
  /** What all get that ask for it meanwhile. */
  readonly answer: Promise<string>;
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

  const settle = (key: string, end: (one: Waiting) => void) => {
    const one = waiting.get(key);
    if (one === undefined) return;
    waiting.delete(key);
    before.shift()?.();
    end(one);
  };
  const putting = gathered(async (errands: readonly Errand[]) => {
    try {
      await queue.addBulk(errands.map(asJob));
    } catch (error) {
      // What a server did not take because it went away is brought again by a look.
      if (isAway(error as Error)) return;
      const why = refused(broker, error as Error);
      for (const { key } of errands) settle(key, ({ failed }) => failed(why));
    }
  });
  /** Only what whoever asked has written down: until then a killed call finds it there. */
  const forgetting = gathered(async (keys: readonly string[]) => {
    await Promise.all(keys.map((key) => queue.remove(key).catch(() => forgetAgain(key))));
  });
  const forgetAgain = (key: string) => {
    if (!over.signal.aborted) forgetting.add(key);
  };
  const over = new AbortController();
  /** Whether any errand ended since the last look. */
  let heard = false;
  const completed = (key: string, text: string) =>
    settle(key, ({ done }) => {
      heard = true;
      done(text);
      forgetting.add(key);
    });
  events.on('completed', ({ jobId, returnvalue }) => completed(jobId, returnvalue));
  events.on('failed', ({ jobId, failedReason }) =>
    settle(jobId, ({ failed }) => failed(failure(failedReason))),
  );

  /** Events may be missed, and a server that was killed may have forgotten what it was told last. */
  const look = async (one: Waiting) => {
    const { errand } = one;
    const state = await queue.getJobState(errand.key);
    if (state === 'unknown') putting.add(errand);
    if (state !== 'completed' && state !== 'failed') return;
    // In this order: a job that was read before it had ended holds no result.
    const job = await queue.getJob(errand.key);
    if (job === undefined || waiting.get(errand.key) !== one) return;
    if (state === 'completed') completed(errand.key, job.returnvalue as string);
    else if (one.retried) settle(errand.key, ({ failed }) => failed(failure(job.failedReason)));
    else {
      one.retried = true;
      await job.remove();
      putting.add(errand);
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
      const { key } = errand;
      if (!waiting.has(key) && waiting.size >= inQueue) {
        await new Promise<void>((free) => before.push(free));
        // Nobody needs that place: the next one has it.
        if (waiting.has(key)) before.shift()?.();
      }
      if (over.signal.aborted) throw closed();
      const asked = waiting.get(key);
      if (asked !== undefined) return asked.answer;
      let [done, failed]: [Waiting['done'], Waiting['failed']] = [() => {}, () => {}];
      const answer = new Promise<string>((...both) => ([done, failed] = both));
      waiting.set(key, { errand, answer, done, failed, seen: false, retried: false });
      putting.add(errand);
      return answer;
    },
    async close() {
      over.abort();
      clearTimeout(next);
      for (const { failed } of waiting.values()) failed(closed());
      waiting.clear();
      for (const free of before.splice(0)) free();
      await later();
      // A server that is away forgets them in its own time.
      const patience = new Promise((resolve) => setTimeout(resolve, 1000).unref());
      await Promise.race([forgetting.sent(), patience]);
      await Promise.all([queue.close(), events.close()]);
    },
  };
}

const asJob = ({ key, kind, data, due }: Errand) => ({
  name: kind,
  data,
  opts: {
    jobId: key,
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
