import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import * as downhill from '../../src/index.ts';
import {
  errorOf,
  float32Allowance,
  freshWalk,
  partsOf,
  rowOf,
  type Path,
} from '../../src/verify/index.ts';
import {
  golden,
  goldenPath,
  streamOf,
  type GoldenCase,
  type GoldenFile,
  type GoldenRows,
} from '../support/golden.ts';
import { float64Walk } from '../support/float64-walk.ts';
import '../support/to-follow.ts';
import { madeBy, under } from './migrating-page.ts';

interface OptimizerCase extends GoldenCase {
  readonly start: string;
  readonly gradients: string;
  readonly weights: GoldenRows;
}

await useBackend('cpu');

type OptimizerFile = GoldenFile<OptimizerCase> & { readonly recorded: readonly number[] };

/** The way of the row's optimizer and that of a golden case, in the variables and updates that it records. */
async function besideGolden(there: string, file: string, id: string, only = ['a', 'b']) {
  const { file: all } = golden<OptimizerFile>(file);
  const one = all.cases.find((each) => each.id === id) as OptimizerCase;
  expect(one, id).toBeDefined();
  const optimizer = madeBy(there) as downhill.Optimizer;
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
  const own = [0, ...all.recorded].map((done) => {
    const parts = partsOf(path[done] as Path[number], feed.variables);
    return rowOf(kept.map(([, i]) => parts[i] ?? []));
  });
  const columns = Object.fromEntries(kept.map(([name]) => [name, one.weights[name] ?? []]));
  return {
    own,
    reference: [own[0] as Path[number], ...goldenPath(columns)],
    variables: kept.map(([, i]) => feed.variables[i] as (typeof feed.variables)[number]),
    allowed: float32Allowance(feed.updates.length),
  };
}

async function follow(...asked: Parameters<typeof besideGolden>) {
  const { own, reference, variables, allowed } = await besideGolden(...asked);
  expect(own).toFollow(reference, variables, allowed);
}

/** The row's rule, and what the row gives it, the rate apart. */
function ruleOf(there: string, within: string) {
  const optimizer = madeBy(there, within) as downhill.Optimizer;
  const { rule } = optimizer.constructor as unknown as { readonly rule: downhill.Rule };
  const config = optimizer.getConfig() as Readonly<Record<string, number>>;
  const names = Object.keys(rule.defaults).filter((name) => name !== 'learningRate');
  return { rule, options: Object.fromEntries(names.map((name) => [name, config[name] as number])) };
}

/** How far the row's rule is in doubles from a golden case at most, as a share of what float32 costs. */
function apart(
  there: string,
  { recorded }: OptimizerFile,
  one: OptimizerCase,
  changed: Readonly<Record<string, number>> = {},
): number {
  const from = { torch: 'From PyTorch', optax: 'From Optax', keras: 'From Keras' }[one.library];
  const { rule, options: own } = ruleOf(there, under(from as string));
  const options = { ...own, ...changed };
  const feed = streamOf(one.start, one.gradients, one.settings['learningRate']);
  const path = float64Walk(rule, options, feed);
  const theirs = goldenPath(one.weights);
  const ours = recorded.map((done) => path[done] as Path[number]);
  const start = path[0] as Path[number];
  const error = errorOf([start, ...ours], [start, ...theirs]);
  return error / float32Allowance(feed.updates.length);
}

/** Less than float32 could show, and far more. */
const [same, other] = [1, 10];

describe('docs/migrating.md, measured', () => {
  it('gives the rates of InverseTimeDecay(0.1, 10, 0.96), whose period is not whole', () => {
    const ours = madeBy('InverseTimeDecay(0.1, 10, 0.96)') as downhill.Schedule;
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
    const muon = madeBy('`Muon(lr, momentum=0.95)`') as downhill.Optimizer;
    const feed = streamOf('plain', 'normal', 0.02);
    const adamw = () => new downhill.AdamW({ learningRate: 0.001, weightDecay: 0.01 });
    const [ours, theirs] = [await freshWalk(() => muon, feed), await freshWalk(adamw, feed)];
    expect(ours.map(([a]) => a)).toEqual(theirs.map(([a]) => a));
  });

  it('goes the way of adabelief with both epsilons 1e-16, which is the default here', async () => {
    await follow('`adabelief(lr)`', 'optimizers/adabelief.json', 'optax/epsilon-1e-16');
  });
});

/** Rows of Keras: the gradients in which they go the same way, and those in which they do not. */
const keras: readonly (readonly [call: string, alike: string, unlike: string])[] = [
  ['SGD(momentum=0.9)', 'normal, tiny', 'normal falls'],
  ['RMSprop(rho=0.9)', 'normal, normal falls', 'tiny'],
  ['Adam()', 'normal, normal falls', 'tiny'],
  ['Adam(weight_decay=0.01)', 'normal, normal falls', 'tiny'],
  ['SGD(weight_decay=0.01)', 'normal, tiny, normal falls', ''],
  ['Adam(amsgrad=True)', 'normal, normal falls', 'tiny'],
  ['AdamW()', 'normal, normal falls', 'tiny'],
  ['Adagrad()', 'normal, tiny, normal falls', ''],
  ['Adadelta()', 'normal, tiny, normal falls', ''],
  ['Adamax()', 'normal, normal falls', 'tiny'],
  ['Nadam()', 'normal, tiny, normal falls', ''],
  ['Lion()', 'normal, tiny, normal falls', ''],
  ['Lamb(weight_decay=0.01)', '', 'normal, tiny, normal falls'],
  ['Ftrl()', 'normal, tiny, normal falls', ''],
];

describe('the rows of Keras', () => {
  const { file } = golden<OptimizerFile>('keras.json');

  it('are these', () => {
    const calls = [...under('From Keras').matchAll(/^\| `([A-Z][^`]*)` /gm)];
    expect(calls.map(([, call]) => call)).toEqual(keras.map(([call]) => call));
  });

  it.each(keras)(
    '%s goes the same way through %s; another one through %s',
    (call, alike, unlike) => {
      const away = (gradients: string) => {
        const one = file.cases.find(({ id }) => id === `${call} ${gradients}`) as OptimizerCase;
        return apart(`\`${call}\``, file, one);
      };
      for (const gradients of alike.split(', ').filter(Boolean)) {
        expect(away(gradients)).toBeLessThan(same);
      }
      for (const gradients of unlike.split(', ').filter(Boolean)) {
        expect(away(gradients)).toBeGreaterThan(other);
      }
    },
  );
});

/** Rows of PyTorch and Optax whose options are those of golden cases, but for the one that is named last. */
const others: readonly (readonly [row: string, library: string, file: string, but: string])[] = [
  ['`SGD(lr)`', 'torch', 'sgd', ''],
  ['`SGD(lr, momentum)`', 'torch', 'momentum', ''],
  ['`SGD(..., nesterov=True)`', 'torch', 'nesterov', ''],
  ['`Adam(betas=(b1, b2))`', 'torch', 'adam', ''],
  ['`Adam(amsgrad=True)`', 'torch', 'amsgrad', ''],
  ['`AdamW(weight_decay=0.01)`', 'torch', 'adamw', 'weightDecay'],
  ['`NAdam(momentum_decay)`', 'torch', 'nadam', ''],
  ['`RAdam()`', 'torch', 'radam', ''],
  ['`Adamax()`', 'torch', 'adamax', ''],
  ['`Adadelta()`', 'torch', 'adadelta', ''],
  ['`RMSprop(alpha=0.99)`', 'torch', 'rmsprop', ''],
  ['`sgd(lr, momentum, nesterov)`', 'optax', 'nesterov', ''],
  ['`adam(lr)`', 'optax', 'adam', ''],
  ['`adamw(lr, mask=...)`', 'optax', 'adamw', 'weightDecay'],
  ['`nadam(lr)`', 'optax', 'nadam', ''],
  ['`amsgrad(lr)`', 'optax', 'amsgrad', ''],
  ['`radam(lr)`', 'optax', 'radam', ''],
  ['`rmsprop(lr)`', 'optax', 'rmsprop', ''],
  ['`adadelta(lr)`', 'optax', 'adadelta', ''],
  ['`adabelief(lr)`', 'optax', 'adabelief', 'epsilon'],
  ['`lion(lr)`', 'optax', 'lion', 'weightDecay'],
  ['`contrib.muon(lr)`', 'optax', 'muon', 'weightDecay'],
  ['`contrib.schedule_free_adamw(lr)`', 'optax', 'schedule-free-adamw', 'weightDecay'],
];

/** How far a row's rule is from each golden case of its own options. */
function compared([row, library, name, but]: (typeof others)[number]) {
  const { file } = golden<OptimizerFile>(`optimizers/${name}.json`);
  const { options } = ruleOf(row, under(library === 'torch' ? 'From PyTorch' : 'From Optax'));
  // A case says nothing of an option that its library does not have.
  const has = ({ settings }: OptimizerCase) =>
    Object.entries(options).every(
      ([option, value]) => option === but || (settings[option] ?? value) === value,
    );
  return file.cases
    .filter((one) => one.library === library && has(one))
    .map((one) => {
      const changed = but === '' ? {} : { [but]: one.settings[but] as number };
      return {
        id: one.id,
        departs: one.conventions.length > 0,
        away: apart(row, file, one, changed),
      };
    });
}

describe('the rows of PyTorch and Optax', () => {
  it.each(others)('%s, at its own options, is as %s computed it (%s.json)', (...row) => {
    const all = compared(row);
    const alike = all.filter(({ departs }) => !departs);
    const departing = all.filter(({ departs }) => departs);
    expect(all.length).toBeGreaterThan(0);
    expect(alike.filter(({ away }) => !(away < same))).toEqual([]);
    // Where the library departs, some gradients show it.
    if (departing.length > 0) {
      expect(Math.max(...departing.map(({ away }) => away))).toBeGreaterThan(other);
    }
  });

  it('say of AdaGrad that epsilon within the root does not show beside a sum that starts at 0.1', () => {
    const all = compared(['`adagrad(lr)`', 'optax', 'adagrad', '']);
    expect(all.filter(({ departs }) => departs).length).toBeGreaterThan(0);
    expect(all.filter(({ away }) => !(away < same))).toEqual([]);
  });
});
