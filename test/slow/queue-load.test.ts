import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { provenance } from '../../src/engine/provenance.ts';
import {
  asker,
  attend,
  counts,
  inQueue,
  openBroker,
  queueWorkers,
  running,
} from '../../src/engine/queue/index.ts';
import { resultText } from '../../src/engine/record.ts';
import { sha256 } from '../../src/engine/sha256.ts';
import { runSeed } from '../../src/training/run.ts';
import { brokers, type TestBroker } from '../support/brokers.ts';

const jobs = 1600;
/** As long as the record of a run. */
const size = 6000;
const experiment = {
  problem: { name: 'noisyBowl' },
  optimizer: { name: 'sgd', learningRate: 0.1 },
  updates: 200,
  every: 10,
};

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
      const key = sha256(`${i}`);
      answers.push(
        many.ask({ key, kind: 'tiny', data: i }).then((text) => {
          many.forget(key);
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

  it.runIf(existsSync('/proc/self/stat'))(
    'cost less than a fortieth of a run of 200 updates on the bowl, each',
    async () => {
      await useBackend('wasm');
      const broker = await openBroker('test', server.url);
      const origin = await provenance();
      const result = await runSeed(experiment, 1);
      const text = resultText(result);
      const worker = attend(broker, { [running]: async () => text }, 4, () => {});
      const many = asker(broker, () => {});
      const workers = queueWorkers(many, { run: () => Promise.reject(), close: () => {} }, origin);
      /** Seconds of processor time: of this process, which asks and works, and of the server. */
      const seconds = () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1e6 + server.seconds();
      };
      const through = async (seeds: readonly number[]) => {
        const asked = seeds.map(async (seed) => {
          const got = await workers.run({ experiment, seed, backend: 'wasm' });
          workers.kept?.(got);
          return got;
        });
        expect(new Set((await Promise.all(asked)).map(resultText))).toEqual(new Set([text]));
      };
      const trained = async (seeds: readonly number[]) => {
        for (const seed of seeds) await runSeed(experiment, seed);
      };
      const cost = async (work: typeof trained, from: number, count: number) => {
        const before = seconds();
        await work(Array.from({ length: count }, (_, i) => from + i));
        return (seconds() - before) / count;
      };
      // The first of each pay for what stays.
      await cost(through, 0, 500);
      await cost(trained, 0, 20);
      const run = await cost(trained, 0, 100);
      const job = await cost(through, 500, 1000);
      expect(job / run).toBeLessThan(0.025);
      await many.close();
      await worker.end();
    },
  );
});
