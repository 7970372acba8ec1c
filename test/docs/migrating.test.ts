import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import * as downhill from '../../src/index.ts';
import { float32Allowance, freshWalk, type Path } from '../../src/verify/index.ts';
import { golden, streamOf, type GoldenCase, type GoldenRows } from '../support/golden.ts';
import '../support/to-follow.ts';

interface OptimizerCase extends GoldenCase {
  readonly start: string;
  readonly gradients: string;
  readonly weights: GoldenRows;
}

await useBackend('cpu');

const page = readFileSync(new URL('../../docs/migrating.md', import.meta.url), 'utf8');

/** What the second column of a row makes, where the first one holds `there`. */
function made(there: string): unknown {
  const row = page.split('\n').find((line) => line.startsWith('|') && line.includes(there)) ?? '';
  const [, code = ''] = /^\|[^|]*\| *`([^`]+)`/.exec(row) ?? [];
  // oxlint-disable-next-line typescript/no-implied-eval -- the code of our own page
  const read = new Function(...Object.keys(downhill), `return ${code};`);
  return read(...Object.values(downhill));
}

/** How the row's optimizer goes the way of a golden case, in the variables and updates that it records. */
async function follow(there: string, file: string, id: string, only = ['a', 'b']) {
  const { file: all } = golden<{ recorded: number[]; libraries: {}; cases: OptimizerCase[] }>(file);
  const one = all.cases.find((each) => each.id === id) as OptimizerCase;
  expect(one, id).toBeDefined();
  const optimizer = made(there) as downhill.Optimizer;
  const { learningRate = optimizer.learningRate } = one.settings;
  const feed = streamOf(one.start, one.gradients, learningRate);
  const steer = (rate: number) => (optimizer.learningRate = rate);
  const path = await freshWalk(
    () => optimizer,
    feed,
    () => ({ steer }),
  );
  const names = Object.keys(one.weights).map((name, i) => [name, i] as const);
  const kept = names.filter(([name]) => only.includes(name));
  const at = (row: number) => kept.map(([name]) => one.weights[name]?.[row] as readonly number[]);
  const reference = all.recorded.map((_, row) => at(row));
  const own = all.recorded.map((done) => kept.map(([, i]) => path[done]?.[i] as readonly number[]));
  const start = [kept.map(([, i]) => path[0]?.[i] as readonly number[])];
  expect([...start, ...own] as Path).toFollow(
    [...start, ...reference] as Path,
    kept.map(([, i]) => feed.variables[i] as (typeof feed.variables)[number]),
    float32Allowance(feed.updates.length),
  );
}

describe('docs/migrating.md, measured', () => {
  it('gives the rates of InverseTimeDecay(0.1, 10, 0.96), whose period is not whole', () => {
    const ours = made('InverseTimeDecay(0.1, 10, 0.96)') as downhill.Schedule;
    for (const update of [0, 1, 9, 10, 11, 1000]) {
      // Keras's own formula: initial / (1 + decay_rate * step / decay_steps).
      expect(ours(update)).toBeCloseTo(0.1 / (1 + (0.96 * update) / 10), 15);
    }
  });

  it('goes the way of Adafactor(eps=(1e-15, 1e-3)), also where gradients are tiny', async () => {
    for (const id of ['torch/normal', 'torch/tiny', 'torch/tall']) {
      await follow('Adafactor(eps=(1e-15, 1e-3))', 'optimizers/adafactor.json', id);
    }
  });

  it('moves matrices as Muon with its default decay of 0.1, all else as AdamW at a smaller rate', async () => {
    await follow('`Muon(lr, momentum=0.95)`', 'optimizers/muon.json', 'torch/normal', ['b']);
    const muon = made('`Muon(lr, momentum=0.95)`') as downhill.Optimizer;
    const feed = streamOf('plain', 'normal', 0.02);
    const adamw = () => new downhill.AdamW({ learningRate: 0.001, weightDecay: 0.01 });
    const [ours, theirs] = [await freshWalk(() => muon, feed), await freshWalk(adamw, feed)];
    expect(ours.map(([a]) => a)).toEqual(theirs.map(([a]) => a));
  });

  it('goes the way of adabelief with both epsilons 1e-16, which is the default here', async () => {
    await follow('`adabelief(lr)`', 'optimizers/adabelief.json', 'optax/epsilon-1e-16');
  });
});
