import { describe, expect, it } from 'vitest';
import type { Errand } from '../../../src/engine/queue/errand.ts';
import { queueWorkers } from '../../../src/engine/queue/queue-workers.ts';
import type { Job } from '../../../src/engine/job.ts';
import { resultText } from '../../../src/engine/record.ts';
import type { Workers } from '../../../src/engine/workers.ts';
import type { Experiment } from '../../../src/training/experiment.ts';
import { runSeed, type OnRow } from '../../../src/training/run.ts';

const experiment: Experiment = {
  problem: { name: 'noisyBowl' },
  optimizer: { name: 'sgd', learningRate: 0.1 },
  updates: 40,
  every: 5,
};
const job: Job = { experiment, seed: 3, backend: 'cpu' };
const here: Workers = {
  run: (job, onRow) => runSeed(job.experiment as Experiment, job.seed, { onRow }),
  close: () => {},
};

/** A queue whose worker is this process. */
function queue(change: object = {}) {
  const asked: Errand[] = [];
  const forgotten: string[] = [];
  const ask = async (errand: Errand) => {
    asked.push(errand);
    return resultText(await here.run({ ...(errand.data as Job), ...change }));
  };
  const origin = { versions: {}, code: '', data: '' };
  const updates = () => asked.map(({ data }) => ((data as Job).experiment as Experiment).updates);
  const asker = { ask, forget: (key: string) => forgotten.push(key) };
  const workers = queueWorkers(asker, here, origin, new Date('2030-01-01'));
  return { asked, forgotten, updates, workers };
}

/** What a run gives, and the rows that were seen, where `stop` ends it. */
async function watched(workers: Workers, job: Job, stop: number) {
  const seen: number[] = [];
  const onRow: OnRow = ({ update }) => {
    seen.push(update);
    return update === stop ? 'stop' : undefined;
  };
  return { result: await workers.run(job, onRow, [10, 20]), seen };
}

describe('workers on a queue', () => {
  it('give what a run gives here', async () => {
    const { workers, asked } = queue();
    expect(await workers.run(job)).toEqual(await here.run(job));
    expect(asked.map(({ kind, data }) => ({ kind, data }))).toEqual([{ kind: 'run', data: job }]);
  });

  it.each([
    [10, [10]],
    [20, [10, 20]],
    [-1, [10, 20, 40]],
  ])('stopped after %s of the updates give what a watched run does', async (stop, ends) => {
    const { workers, asked, forgotten, updates } = queue();
    const found = await watched(workers, job, stop);
    expect(found).toEqual(await watched(here, job, stop));
    expect(updates()).toEqual(ends);
    // The way there is kept for whoever begins anew, until its end is written down.
    expect(forgotten).toEqual([]);
    workers.kept?.(found.result);
    expect(forgotten).toEqual(asked.map(({ key }) => key));
  });

  it('go no further with a run that has diverged', async () => {
    const optimizer = { name: 'sgd', learningRate: 1e4 };
    const lost = { ...job, experiment: { ...experiment, optimizer } };
    const { workers, updates } = queue();
    expect(await watched(workers, lost, -1)).toEqual(await watched(here, lost, -1));
    expect(updates()).toEqual([10]);
  });

  it('fill a job with some quick runs, or one of them with a long one', async () => {
    const { workers, asked } = queue();
    await workers.run(job);
    await workers.run({ ...job, experiment: { ...experiment, updates: 80 } });
    const [short, twice] = asked.map(({ share }) => share) as [number, number];
    expect(short).toBeLessThan(0.05);
    expect(twice).toBe(2 * short);
    const digits = { ...experiment, problem: { name: 'digits' }, updates: 4 };
    await workers.run({ ...job, experiment: digits });
    expect(asked.at(-1)?.share).toBeCloseTo(short, 12);
  });

  it('leave to this machine a run that may be stopped anywhere', async () => {
    const { workers, asked } = queue();
    await workers.run(job, () => 'stop');
    expect(asked).toEqual([]);
  });
});
