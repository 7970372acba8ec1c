import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asker, attend, counts, inQueue, openBroker } from '../../src/engine/queue/index.ts';
import { brokers, type TestBroker } from '../support/brokers.ts';

const jobs = 1600;
/** As long as the record of a run. */
const size = 6000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = () => {
  collect();
  return process.memoryUsage().heapUsed;
};

describe.each(Object.keys(brokers))('many jobs through a queue on %s', (engine) => {
  let server: TestBroker;
  beforeAll(async () => {
    server = await (brokers[engine] as () => Promise<TestBroker>)();
  });
  afterAll(() => server.stop());

  it('stand there by some hundreds, and leave nothing in memory on either side', async () => {
    const broker = await openBroker('test', server.url);
    const trade = async (data: unknown) => `${data as number}`.padEnd(size, '.');
    const worker = attend(broker, { tiny: trade }, 4, () => {});
    const many = asker(broker, () => {});
    const answers: Promise<boolean>[] = [];
    const heaps: number[] = [];
    let done = 0;
    for (let i = 0; i < jobs; i++) {
      const answer = many.ask({ key: `job-${i}`, kind: 'tiny', data: i });
      answers.push(
        answer.then((text) => {
          // The first quarter fills what stays for good.
          if (++done === jobs / 4 || done === jobs) heaps.push(heap());
          return text === `${i}`.padEnd(size, '.');
        }),
      );
    }
    const seen: number[] = [];
    while (heaps.length < 2) {
      const { waiting, active, delayed } = await counts(broker);
      seen.push(waiting + active + delayed);
    }
    expect(await Promise.all(answers)).not.toContain(false);
    expect(Math.max(...seen)).toBeLessThanOrEqual(inQueue);
    // The look is not at an empty queue only.
    expect(Math.max(...seen)).toBeGreaterThan(inQueue / 2);
    const [early, late] = heaps as [number, number];
    expect((late - early) / (jobs * 0.75)).toBeLessThan(size / 10);
    await many.close();
    await worker.end();
    expect(await counts(broker)).toEqual({
      workers: 0,
      active: 0,
      waiting: 0,
      delayed: 0,
      completed: 0,
      failed: 0,
    });
  });
});
