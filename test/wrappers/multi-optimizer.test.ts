import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { AdamW, Muon, ScheduleFreeAdamW, SGD } from '../../src/optimizers/index.ts';
import { cosine } from '../../src/schedules/index.ts';
import { float32Allowance, freshWalk, partsOf, stream, type Path } from '../../src/verify/index.ts';
import {
  ExponentialMovingAverage,
  Lookahead,
  MultiOptimizer,
  SharpnessAwareMinimization,
  GradientAccumulation,
} from '../../src/wrappers/index.ts';
import { smallModel, train, weightsOf } from '../support/small-model.ts';
import {
  golden,
  goldenPath,
  streamOf,
  type GoldenCase,
  type GoldenRows,
} from '../support/golden.ts';
import '../support/to-follow.ts';

beforeAll(() => useBackend('cpu'));

const feed = stream({ rate: 0.05, updates: 12, shapes: [[3], [2, 3], [4, 2]] });
const muon = () => new Muon({ learningRate: 0.05 });
const adamw = () => new AdamW({ learningRate: cosine({ peak: 0.05, updates: 20 }) });
const both = () =>
  new MultiOptimizer({
    parts: [{ where: { minRank: 2 }, optimizer: muon() }, { optimizer: adamw() }],
  });

/** One column of a path for each variable. */
const columns = (path: Path) =>
  feed.variables.map((_, i) => path.map((row) => partsOf(row, feed.variables)[i]));

interface OptimizerCase extends GoldenCase {
  readonly start: string;
  readonly gradients: string;
  readonly weights: GoldenRows;
}

describe('MultiOptimizer', () => {
  it('moves each variable bit for bit as its own optimizer alone', async () => {
    const [mixed, ofMuon, ofAdamW] = await Promise.all(
      [both, muon, adamw].map(async (make) => columns(await freshWalk<tf.Optimizer>(make, feed))),
    );
    expect(mixed).toEqual([ofAdamW?.[0], ofMuon?.[1], ofMuon?.[2]]);
    expect(ofMuon?.[0]).not.toEqual(ofAdamW?.[0]);
  });

  it('follows PyTorch’s Muon of the matrices with its AdamW of the rest', async () => {
    interface File {
      readonly recorded: readonly number[];
      readonly libraries: Readonly<Record<string, string>>;
      readonly cases: readonly OptimizerCase[];
    }
    const { file } = golden<File>('optimizers/muon.json');
    const one = file.cases.find(({ id }) => id === 'torch/normal') as OptimizerCase;
    const { learningRate, weightDecay } = one.settings as Record<string, number>;
    const options = { learningRate: learningRate ?? NaN, weightDecay: weightDecay ?? NaN };
    const given = streamOf(one.start, one.gradients, learningRate);
    const make = () =>
      new MultiOptimizer({
        parts: [
          { where: { maxRank: 1 }, optimizer: new AdamW(options) },
          { optimizer: new Muon(options) },
        ],
      });
    const path = await freshWalk(make, given);
    const start = path[0] as Path[number];
    expect([start, ...file.recorded.map((done) => path[done] as Path[number])]).toFollow(
      [start, ...goldenPath(one.weights)],
      given.variables,
      float32Allowance(given.updates.length),
    );
  });

  it.each([
    [
      'as JSON',
      async (from: MultiOptimizer, to: MultiOptimizer) =>
        to.loadState(JSON.parse(JSON.stringify(await from.saveState()))),
    ],
    [
      'as tensors',
      async (from: MultiOptimizer, to: MultiOptimizer) => to.setWeights(await from.getWeights()),
    ],
  ])('goes on bit for bit when its state is carried over %s', async (_, carry) => {
    const [first, second] = [both(), both()];
    const whole = smallModel();
    whole.compile({ optimizer: both(), loss: 'meanSquaredError' });
    const parted = smallModel();
    parted.compile({ optimizer: first, loss: 'meanSquaredError' });
    await train(whole, 7);
    await train(parted, 4);
    await carry(first, second);
    parted.compile({ optimizer: second, loss: 'meanSquaredError' });
    await train(parted, 3);
    expect(await weightsOf(parted)).toEqual(await weightsOf(whole));
    expect(second.iterations).toBe(7);
  });

  it('comes back from a model file with everything in it, in other wrappers too', async () => {
    const model = smallModel();
    const optimizer = new ExponentialMovingAverage({ optimizer: both(), decay: 0.5 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    await train(model, 3);
    let saved: tf.io.ModelArtifacts = {};
    const handler = tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    });
    await model.save(handler, { includeOptimizer: true });
    const again = await tf.loadLayersModel(tf.io.fromMemory(saved));
    await train(model, 3);
    await train(again, 3);
    expect(await weightsOf(again)).toEqual(await weightsOf(model));
  });

  it('shows callbacks the rates of all parts', () => {
    const optimizer = new MultiOptimizer({
      parts: [
        { where: { minRank: 2 }, optimizer: new SGD({ learningRate: 0.5 }) },
        { optimizer: new SGD({ learningRate: 0.1, groups: [{ where: {}, rateFactor: 2 }] }) },
      ],
    });
    for (const rate of optimizer.rates) rate.value = (rate.value as number) / 2;
    expect([optimizer.learningRate, optimizer.groupRates]).toEqual([0.25, [0.25, 0.05, 0.1]]);
    expect(optimizer.rates.map(({ option }) => option)).toEqual([
      'parts[0].learningRate',
      'parts[1].learningRate',
    ]);
    optimizer.learningRate = 1;
    expect(optimizer.groupRates).toEqual([1, 0.05, 0.1]);
  });

  it('swaps the weights for evaluation of every part, or of none', async () => {
    const average = new ExponentialMovingAverage({ optimizer: new SGD(), decay: 0.9 });
    const optimizer = new MultiOptimizer({
      parts: [
        { where: { minRank: 1 }, optimizer: new ScheduleFreeAdamW({ learningRate: 0.5 }) },
        { optimizer: new GradientAccumulation({ optimizer: average, every: 2 }) },
      ],
    });
    const [list, scalar] = [tf.variable(tf.tensor([1])), tf.variable(tf.scalar(1))];
    const apply = () =>
      tf.tidy(() =>
        optimizer.applyGradients(
          [list, scalar].map(({ name, shape }) => ({ name, tensor: tf.ones(shape) })),
        ),
      );
    const now = async () => [...(await list.data()), ...(await scalar.data())];
    apply();
    apply();
    apply();
    const trained = await now();
    optimizer.swapIn();
    expect((await now())[0]).not.toBe(trained[0]);
    expect(apply).toThrow('call swapOut() before an update');
    optimizer.swapOut();
    expect(await now()).toEqual(trained);
    const early = new MultiOptimizer({
      parts: [
        { where: { minRank: 1 }, optimizer: new ScheduleFreeAdamW() },
        { optimizer: new ExponentialMovingAverage({ optimizer: new SGD() }) },
      ],
    });
    expect(() => early.swapIn()).toThrow('there are no weights for evaluation yet');
    expect(() => early.refuse('saving')).not.toThrow();
    tf.dispose([list, scalar]);
    optimizer.dispose();
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await freshWalk(both, feed);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says what is missing', async () => {
    const some = new MultiOptimizer({ parts: [{ where: { minRank: 2 }, optimizer: muon() }] });
    const w = tf.variable(tf.tensor([1]), true, 'lonely');
    expect(() => some.applyGradients([{ name: 'lonely', tensor: tf.tensor([1]) }])).toThrow(
      'MultiOptimizer: no part holds variable "lonely"; end with a part that has no where',
    );
    w.dispose();
    const make = (parts: unknown) => () => new MultiOptimizer({ parts } as never);
    expect(make([])).toThrow('MultiOptimizer: parts must be a list such as');
    expect(make([{ optimizer: tf.train.sgd(1) }])).toThrow(
      'MultiOptimizer: parts[0]: optimizer must be an optimizer of this library',
    );
    expect(make([{ optimiser: muon() }])).toThrow('did you mean "optimizer"?');
    expect(make([{ where: { rank: 2 }, optimizer: muon() }])).toThrow(
      'MultiOptimizer: parts[0]: where: unknown option "rank"',
    );
    const sharp = new SharpnessAwareMinimization({ optimizer: muon() });
    const hidden = new Lookahead({ optimizer: sharp });
    for (const optimizer of [sharp, hidden]) {
      expect(make([{ optimizer }])).toThrow(
        'MultiOptimizer: parts[0]: optimizer must take its gradients where the weights are',
      );
    }
    const picked = new MultiOptimizer({ parts: [{ where: () => true, optimizer: muon() }] });
    expect(() => picked.getConfig()).toThrow(
      'MultiOptimizer: parts[0].where is a function, which cannot be saved',
    );
    const one = muon();
    expect(make([{ where: { name: 'a' }, optimizer: one }, { optimizer: one }])).toThrow(
      'MultiOptimizer: parts[1] must have an optimizer of its own',
    );
    expect(() => both().loadState({ schema: 1, parts: [] })).toThrow(
      'MultiOptimizer: not a saved state of 2 parts',
    );
    await expect(both().setWeights([])).rejects.toThrow(
      'MultiOptimizer: saved weights must be those of 2 parts',
    );
  });
});
