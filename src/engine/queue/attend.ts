import { UsageError } from '../../shared/errors.ts';
import type { Broker } from './broker.ts';
import { lineOf, type Sent } from './errand.ts';
import { faultText, isAway } from './queue-fault.ts';

/** What a worker does with an errand's data, as one line of text; its key says what was meant. @throws UsageError for what no try can mend */
export type Trade = (data: unknown, key: string) => Promise<string>;

/** A worker that takes jobs from a queue, until it is ended. */
export interface Attendant {
  /** Jobs in hand. */
  readonly busy: () => number;
  /** Takes no more, and resolves when those in hand are done and their results with the broker. */
  end(): Promise<void>;
}

/**
 * Takes jobs from a queue, several at a time.
 * @param trades what can be done, by kind
 * @param onNote told when the broker goes away, and when it is back
 */
export function attend(
  broker: Broker,
  trades: Readonly<Record<string, Trade>>,
  concurrency: number,
  onNote: (text: string) => void,
): Attendant {
  let busy = 0;
  const work = async ({ name, data }: { name: string; data: unknown }) => {
    busy++;
    try {
      const trade = trades[name];
      if (trade === undefined || !Array.isArray(data)) throw otherVersion();
      const sent = data as readonly Sent[];
      const lines = sent.map(async ({ key, data }) => lineOf(key, await trade(data, key)));
      return (await Promise.all(lines)).join('\n');
    } catch (error) {
      throw error instanceof UsageError ? broker.refusal(faultText(error)) : error;
    } finally {
      busy--;
    }
  };
  const worker = broker.worker(work, concurrency);
  let away = false;
  worker.on('error', (error) => {
    if (away || !isAway(error)) return;
    away = true;
    onNote(`${broker.shown} is away; what is in hand goes on.`);
  });
  worker.on('active', () => {
    if (away) onNote(`${broker.shown} is back.`);
    away = false;
  });
  void worker.run();
  return { busy: () => busy, end: () => worker.close() };
}

/** Whoever asked runs another version of downhill than this worker. */
export function otherVersion(): UsageError {
  return new UsageError({
    who: 'queue',
    rule: 'a worker has another version of downhill, of its build or of its data than whoever asked',
    remedy: 'install the same on all machines, and start the workers again',
  });
}
