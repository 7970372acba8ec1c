import { describe, expect, it } from 'vitest';
import type { Errand } from '../../../src/engine/queue/asker.ts';
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
  const ask = async (errand: Errand) => {
    asked.push(errand);
    return resultText(await here.run({ ...(errand.data as Job), ...change }));
  };
  const origin = { versions: {}, code: '', data: '' };
  const updates = () => asked.map(({ data }) => ((data as Job).experiment as Experiment).updates);
  return { asked, updates, workers: queueWorkers({ ask }, here, origin, new Date('2030-01-01')) };
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
    const { workers, updates } = queue();
    expect(await watched(workers, job, stop)).toEqual(await watched(here, job, stop));
    expect(updates()).toEqual(ends);
  });

  it('go no further with a run that has diverged', async () => {
    const optimizer = { name: 'sgd', learningRate: 1e4 };
    const lost = { ...job, experiment: { ...experiment, optimizer } };
    const { workers, updates } = queue();
    expect(await watched(workers, lost, -1)).toEqual(await watched(here, lost, -1));
    expect(updates()).toEqual([10]);
  });

  it('leave to this machine a run that may be stopped anywhere', async () => {
    const { workers, asked } = queue();
    await workers.run(job, () => 'stop');
    expect(asked).toEqual([]);
  });
});
