import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import {
  AdaGrad,
  AMSGrad,
  LARS,
  type LBFGS,
  type Optimizer,
  type Regularizer,
  type Schedule,
} from '../../src/index.ts';
import { errorOf, float32Allowance, place, readRow, type Path } from '../../src/verify/index.ts';
import {
  golden,
  goldenPath,
  streamOf,
  type GoldenCase,
  type GoldenFile,
  type GoldenRows,
} from '../support/golden.ts';
import { minimized } from '../support/minimized.ts';
import { codeIn, made, madeBy } from './migrating-page.ts';

interface RowCase extends GoldenCase {
  readonly start: string;
  readonly gradients: string;
  readonly weights: GoldenRows;
}
interface Rates {
  readonly asked: readonly number[];
  readonly schedules: readonly { readonly call: string; readonly rates: readonly number[] }[];
}
interface RowsFile extends GoldenFile<RowCase>, Rates {
  readonly recorded: readonly number[];
  readonly searched: readonly {
    readonly call: string;
    readonly problem: string;
    readonly start: readonly number[];
    readonly point: readonly number[];
  }[];
}

await useBackend('cpu');

const { file } = golden<RowsFile>('migrating.json');

/** Less than float32 could show, and far more. */
const [same, other] = [1, 10];

/** How far an optimizer is at most from what a library's call did, as a share of what float32 costs. */
async function apart(
  call: string,
  gradients: string,
  optimizer: Pick<Optimizer, 'minimize' | 'dispose'>,
  penalty?: Regularizer,
): Promise<number> {
  const one = file.cases.find(({ id }) => id === `${call} ${gradients}`) as RowCase;
  const { variables, updates } = streamOf(one.start, one.gradients, 1);
  const placed = place(variables);
  const path = [await readRow(placed)];
  for (const { gradients: given } of updates) {
    // The gradient of Σ g·w is g.
    const loss = () => {
      const terms = placed.map((w, i) => {
        const product = w.mul(tf.tensor([...(given[i] as readonly number[])], w.shape)).sum();
        return penalty === undefined ? product : product.add(penalty(w));
      });
      return tf.addN(terms) as tf.Scalar;
    };
    optimizer.minimize(loss, false, placed);
    path.push(await readRow(placed));
  }
  optimizer.dispose();
  tf.dispose(placed);
  const start = path[0] as Path[number];
  const ours = file.recorded.map((done) => path[done] as Path[number]);
  const theirs = goldenPath(one.weights);
  return errorOf([start, ...ours], [start, ...theirs]) / float32Allowance(updates.length);
}

const row = (there: string) => madeBy(there) as Optimizer;

describe('the rows of optimizers whose calls were made for them', () => {
  it.each([
    ['torch.optim.SGD(params, lr=0.01, momentum=0.9, weight_decay=0.01)', '`SGD(lr, momentum)`'],
    ['torch.optim.Adam(params, lr=0.001, weight_decay=0.01)', '`Adam(betas=(b1, b2))`'],
  ])('%s is %s with half of its decay as a penalty in the loss', async (call, there) => {
    const penalty = madeBy('`SGD(..., weight_decay=0.01)`') as Regularizer;
    for (const gradients of ['normal', 'steady']) {
      expect(await apart(call, gradients, row(there), penalty)).toBeLessThan(same);
    }
    expect(await apart(call, 'normal', row(there))).toBeGreaterThan(other);
  });

  it('AdamW(amsgrad=True) is AMSGrad with half of the decay, decoupled', async () => {
    const call = 'torch.optim.AdamW(params, lr=0.001, weight_decay=0.01, amsgrad=True)';
    for (const gradients of ['normal', 'shrinking']) {
      expect(await apart(call, gradients, row('`AdamW(amsgrad=True)`'))).toBeLessThan(same);
    }
    expect(await apart(call, 'shrinking', new AMSGrad())).toBeGreaterThan(other);
  });

  it('Adagrad(lr_decay=0.01) is AdaGrad whose rate falls by inverse time', async () => {
    const call = 'torch.optim.Adagrad(params, lr=0.01, lr_decay=0.01)';
    for (const gradients of ['normal', 'tiny']) {
      expect(await apart(call, gradients, row('`Adagrad(lr_decay=0.01)`'))).toBeLessThan(same);
    }
    const steady = new AdaGrad({ learningRate: 0.01, epsilon: 1e-10 });
    expect(await apart(call, 'normal', steady)).toBeGreaterThan(other);
  });

  it('lars and lamb are LARS and LAMB; lars with decay is not', async () => {
    for (const gradients of ['normal', 'mixed']) {
      expect(await apart('optax.lars(0.1)', gradients, row('`lars(lr)`'))).toBeLessThan(same);
      expect(await apart('optax.lamb(0.001)', gradients, row('`lamb(lr)`'))).toBeLessThan(same);
    }
    const decaying = new LARS({ learningRate: 0.1, weightDecay: 0.1 });
    const call = 'optax.lars(0.1, weight_decay=0.1)';
    expect(await apart(call, 'normal', decaying)).toBeGreaterThan(other);
  });

  it('yogi is Yogi but for tiny gradients', async () => {
    expect(await apart('optax.yogi(0.01)', 'normal', row('`yogi(lr)`'))).toBeLessThan(same);
    expect(await apart('optax.yogi(0.01)', 'tiny', row('`yogi(lr)`'))).toBeGreaterThan(other);
  });
});

describe('the row of LBFGS', () => {
  const code = codeIn('`LBFGS(max_iter=20)`');

  it.each(file.searched)('ends where $call does: $problem', async (one) => {
    // What the row says of `line_search_fn`.
    const searching = code.replace(', lineSearch: null', '');
    const minimizer = made(one.call.includes('strong_wolfe') ? searching : code) as LBFGS;
    const f = minimized[one.problem] as Parameters<LBFGS['minimizeFunction']>[0];
    const { x } = await minimizer.minimizeFunction(f, one.start);
    x.forEach((value, i) => expect(value).toBeCloseTo(one.point[i] as number, 10));
  });
});

describe('the rows of schedules', () => {
  const keras = golden<GoldenFile & Rates>('keras.json').file;

  /** What a call gave, by update. */
  function ratesOf(start: string): readonly (readonly [update: number, rate: number])[] {
    const of = (from: Rates) => from.schedules.filter(({ call }) => call.startsWith(start));
    const [found, ...others] = [keras, file].flatMap((from) =>
      of(from).map(({ rates }) => ({ rates, asked: from.asked })),
    );
    expect(others, start).toEqual([]);
    return (found?.rates ?? []).map((rate, i) => [found?.asked[i] as number, rate] as const);
  }

  const everywhere = () => true;
  const until = (end: number) => (update: number) => update <= end;
  const from = (start: number) => (update: number) => update >= start;
  const torch = 'torch.optim.lr_scheduler.';
  const warmed = `${torch}SequentialLR(sgd(0.1), [${torch}LinearLR(sgd(0.1)`;

  /** Where the row has the rates of the call; elsewhere at least one is another. */
  const rows: readonly (readonly [
    call: string,
    there: string,
    alike: (update: number) => boolean,
  ])[] = [
    ...keras.schedules.slice(0, 5).map(({ call }) => [call, call, everywhere] as const),
    ['PolynomialDecay(0.1, 10_000', '`PolynomialDecay`, `PolynomialLR`', everywhere],
    ['CosineDecayRestarts(0.1, 1000)', '`CosineAnnealingWarmRestarts(', everywhere],
    [`${torch}StepLR(`, '`StepLR(', everywhere],
    [`${torch}MultiStepLR(`, '`MultiStepLR(', everywhere],
    [`${torch}PolynomialLR(`, '`PolynomialDecay`, `PolynomialLR`', everywhere],
    ['optax.polynomial_schedule(', '`PolynomialDecay`, `PolynomialLR`', everywhere],
    [`${torch}CosineAnnealingLR(`, '`CosineAnnealingLR(', until(10_000)],
    [`${torch}CosineAnnealingWarmRestarts(`, '`CosineAnnealingWarmRestarts(', everywhere],
    [`${torch}OneCycleLR(`, '`OneCycleLR(', everywhere],
    [`${torch}CyclicLR(`, '`CyclicLR(', everywhere],
    [`${warmed}, start_factor=1/500`, '`LinearLR`, then another one', until(10_000)],
    // Its start at a third, after which it climbs for five updates.
    [`${warmed})`, '`LinearLR`, then another one', (update) => update >= 500 && update <= 10_000],
    ['optax.warmup_cosine_decay_schedule(', '`warmup_cosine_decay_schedule(', from(500)],
    [`${torch}SequentialLR(sgd(0.1), [${torch}ConstantLR(`, '`SequentialLR`', everywhere],
    ['optax.join_schedules(', '`SequentialLR`, `join_schedules`', everywhere],
    [`${torch}LambdaLR(`, '`LambdaLR(f)`', everywhere],
  ];

  it.each(rows)('%s gives the rates of %s', (call, there, alike) => {
    const ours = madeBy(there) as Schedule;
    const rates = ratesOf(call);
    expect(rates.length).toBeGreaterThan(0);
    const away = ([update, rate]: readonly [number, number]) => Math.abs(ours(update) - rate) / 0.1;
    const allowed = call.startsWith(torch) || call.startsWith('optax') ? 1e-9 : 1e-7;
    expect(rates.filter((one) => alike(one[0]) && !(away(one) < allowed))).toEqual([]);
    const rest = rates.filter(([update]) => !alike(update));
    if (rest.length > 0) expect(Math.max(...rest.map(away))).toBeGreaterThan(1e-3);
  });

  it('`ExponentialLR(gamma)` has its factor after the updates of an epoch', () => {
    const ours = madeBy('`ExponentialLR(gamma)`') as Schedule;
    for (const [epoch, rate] of ratesOf(`${torch}ExponentialLR(`)) {
      expect(ours(100 * epoch)).toBeCloseTo(rate, 12);
    }
  });

  it('optax.cosine_onecycle_schedule reaches the peak one update later', () => {
    const ours = madeBy('`OneCycleLR(') as Schedule;
    const theirs = new Map(ratesOf('optax.cosine_onecycle_schedule('));
    const highest = [...theirs].find(([, rate]) => rate === Math.max(...theirs.values()));
    expect(highest?.[0]).toBe(3000);
    expect(ours(2999)).toBe(0.1);
    expect(theirs.get(2999)).toBeLessThan(0.1);
  });

  it('optax.warmup_cosine_decay_schedule climbs one update later, from nothing', () => {
    const ours = madeBy('`warmup_cosine_decay_schedule(') as Schedule;
    const theirs = new Map(ratesOf('optax.warmup_cosine_decay_schedule('));
    expect(theirs.get(0)).toBe(0);
    for (const update of [1, 2, 3, 99, 250, 499]) {
      expect(ours(update - 1)).toBeCloseTo(theirs.get(update) as number, 12);
    }
  });
});
