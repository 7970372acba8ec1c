import * as tf from '@tensorflow/tfjs';
import { LBFGS } from '../minimizers/index.ts';
import { optimizerFromSpec } from '../optimizers/index.ts';
import { kernelsOf, problem, type Problem } from '../problems/index.ts';
import { l2 as l2Penalty } from '../regularizers/index.ts';
import { count, nonNegative, wholeNumber } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { optimizerSpec } from './specs.ts';
import type { StudyKind } from './study.ts';

export interface MinimizerRaceOptions {
  /** `lbfgs` or a rule of the library, with its options. */
  readonly minimizer: { readonly name: string; readonly [option: string]: unknown };
  /** Images in the loss that the minimizer sees, drawn anew for each evaluation; 0 for all. */
  readonly batch: number;
  /** Training images. */
  readonly train: number;
  /** Of the squares of all weights of the kernel, in the loss. */
  readonly l2: number;
  /** Evaluations from one measurement to the next, at least. */
  readonly every: number;
  /** How many evaluations are looked at. */
  readonly evaluations: number;
}

/**
 * Softmax regression on digits with an L2 penalty, counted in evaluations of loss and gradient. Gives `evaluation`, from 1
 * at the start, and the `loss` of all training images, with the penalty, where the last update until then has led.
 */
export const minimizerRace: StudyKind<MinimizerRaceOptions> = {
  about: 'the loss of L-BFGS or of a rule on digits, over evaluations of loss and gradient',
  cost: 5000,
  defaults: {
    minimizer: { name: 'lbfgs' },
    batch: 0,
    train: 300,
    l2: 1e-3,
    every: 1,
    evaluations: 80,
  },
  ranges: {
    minimizer: optimizerSpec,
    batch: wholeNumber,
    train: count,
    l2: nonNegative,
    every: count,
    evaluations: count,
  },
  async measure({ minimizer, batch, train, l2, every, evaluations }, random) {
    const task = await softmax(batch === 0 ? 'all' : batch, train, random);
    const whole = batch === 0 ? task : await softmax('all', train, random);
    const variables = [...task.variables];
    const penalty = l2Penalty({ l2 });
    const penalized = (of: Problem) => () =>
      kernelsOf(task).reduce<tf.Scalar>((sum, w) => sum.add(penalty(w)), of.loss());
    const height = async () => {
      whole.variables.forEach((one, i) => {
        if (one !== variables[i]) one.assign(variables[i] as tf.Variable);
      });
      const scalar = tf.tidy(penalized(whole));
      const [value = NaN] = await scalar.data();
      scalar.dispose();
      return value;
    };
    const walker = walkerOf(minimizer, penalized(task), variables, every);
    const known = [{ asked: 1, height: await height() }];
    let asked = 1;
    while (asked < evaluations) {
      const taken = await walker.walk();
      if (taken === 0) break;
      asked += taken;
      const last = known.at(-1) as (typeof known)[number];
      if (asked >= last.asked + every) known.push({ asked, height: await height() });
    }
    walker.dispose();
    if (whole !== task) whole.dispose();
    task.dispose();
    const evaluation = Array.from(
      { length: Math.floor((evaluations - 1) / every) + 1 },
      (_, i) => 1 + i * every,
    );
    const loss = evaluation.map(
      (one) => known.findLast(({ asked }) => asked <= one)?.height ?? NaN,
    );
    return { evaluation, loss };
  },
};

/** Always from the same start: the stream of a fork does not depend on what was drawn before. */
function softmax(batch: number | 'all', train: number, random: Random): Promise<Problem> {
  return problem({ name: 'digits', batch, train }, random.fork(1));
}

/** Goes on by an update, or by several; says how many evaluations it took, 0 where it has arrived. */
interface Walker {
  walk(): Promise<number>;
  dispose(): void;
}

function walkerOf(
  spec: MinimizerRaceOptions['minimizer'],
  loss: () => tf.Scalar,
  variables: tf.Variable[],
  every: number,
): Walker {
  const { name, ...options } = spec;
  if (name === 'lbfgs') {
    const still = { toleranceChange: 0, toleranceGradient: 0 };
    // Each call looks at its start, where the last one has ended, once more.
    const lbfgs = new LBFGS({ ...still, ...options, updates: every, evaluations: every + 1 });
    return {
      async walk() {
        const { evaluations } = await lbfgs.minimize(loss, variables);
        return evaluations - 1;
      },
      dispose() {},
    };
  }
  const optimizer = optimizerFromSpec(spec);
  return {
    walk() {
      optimizer.minimize(loss, false, variables);
      return Promise.resolve(1);
    },
    dispose: () => optimizer.dispose(),
  };
}
