import { scheduleFreeAdamW as rule } from '../../rules/schedule-free-adamw.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { inAverageOfSquares, squaresUsedLate } from '../mutants/averages.ts';
import { inSecondCorrection } from '../mutants/corrections.ts';
import { inDenominator, inStepSize } from '../mutants/denominators.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { max, sqrt } = Math;

/** @see Defazio et al. 2024 (arXiv 2405.15682), algorithm 1 and section 4.1, with Adam's correction of v; y is the weight */
function textbook({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  weightDecay = 0,
}: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [x, z]: (number | undefined)[] = [];
    let [v, t, largestRate, squaredRates] = [0, 0, 0, 0];
    return (y, g, lr) => {
      t = t + 1;
      largestRate = max(largestRate, lr);
      squaredRates = squaredRates + largestRate ** 2;
      v = beta2 * v + (1 - beta2) * g ** 2;
      z = (z ?? y) - lr * (g / (sqrt(v / (1 - beta2 ** t)) + epsilon)) - lr * weightDecay * y;
      const c = squaredRates > 0 ? largestRate ** 2 / squaredRates : 0;
      x = (1 - c) * (x ?? y) + c * z;
      return (1 - beta1) * z + beta1 * x;
    };
  });
}

const fast = 'z = z.sub(g.div(vHat.sqrt().add(epsilon)).add(w.mul(weightDecay)).mul(lr));';
const averaged = 'const next = x.add(z.sub(x).mul(peak.square().div(sum.maximum(2 ** -126))));';
const between = 'w: next.mul(beta1).add(z.mul(1 - beta1))';

/** ScheduleFreeAdamW beyond its rule: textbook, peers, mistakes. */
export const scheduleFreeAdamW = ruleMember({
  name: 'scheduleFreeAdamW',
  className: 'ScheduleFreeAdamW',
  rule,
  textbook,
  builtin: { none: 'tfjs has no schedule-free optimizer.' },
  libraryDefaults: [{ option: 'epsilon', value: 1e-7, library: 'Keras' }],
  mutants: [
    ...inAverageOfSquares,
    ...squaresUsedLate,
    ...inSecondCorrection,
    ...inDenominator({ under: 'vHat', letter: 'v̂', inside: { seen: 'd2l-zh #502' } }),
    ...inStepSize('v', 'v', "Keras's Adam"),
    ...mutantsAt(
      {
        find: 'w.mul(weightDecay)',
        first: 'z',
        remedy: 'z − lr · (g / (√v̂ + epsilon) + weightDecay · w)',
      },
      [
        [
          'decay-of-z',
          'z.mul(weightDecay)',
          'the decay takes z in place of the weight at which the gradient was taken',
        ],
        ['decay-grows', 'w.mul(-weightDecay)', 'the weight decay lets weights grow'],
        [
          'decay-with-rate-twice',
          'w.mul(lr * weightDecay)',
          'the decay is multiplied by the learning rate twice',
        ],
      ],
    ),
    ...mutantsAt(
      { find: fast, first: 'z', remedy: 'z − lr · (g / (√v̂ + epsilon) + weightDecay · w)' },
      [
        [
          'z-not-kept',
          fast.replace('z = z.sub', 'z = w.sub'),
          'z starts from the weight in every update: it is not kept',
        ],
        [
          'ascends',
          fast.replace('z = z.sub', 'z = z.add'),
          'z goes uphill: its step is added',
          { remedy: 'subtract the step' },
        ],
        [
          'rate-missing',
          fast.replace('.mul(lr)', ''),
          'the step of z is not multiplied by the learning rate',
          { first: 'lr' },
        ],
        [
          'decay-without-rate',
          'z = z.sub(g.div(vHat.sqrt().add(epsilon)).mul(lr)).sub(w.mul(weightDecay));',
          'the decay is not multiplied by the learning rate',
        ],
      ],
    ),
    ...mutantsAt({ find: averaged, first: 'x', remedy: 'x + (peak² / Σ peak²) · (z − x)' }, [
      [
        'average-by-count',
        'const next = x.add(z.sub(x).mul(1 / t));',
        'x is the plain mean of all z: the rates do not weigh',
      ],
      [
        'average-late',
        'const next = x.add(z.sub(x).mul(1 / (t + 1)));',
        'z enters the mean with the share 1 / (t + 1), so that the weight of the start counts as well',
      ],
      [
        'average-with-beta1',
        'const next = x.mul(beta1).add(z.mul(1 - beta1));',
        'x is averaged with beta1 in place of the growing mean',
      ],
      [
        'average-unsquared',
        'const next = x.add(z.sub(x).mul(peak.div(sum.maximum(2 ** -126))));',
        'the weight of z in the mean lacks its square: peak in place of peak²',
        { also: [['sum.add(peak.square())', 'sum.add(peak)']] },
      ],
      [
        'average-reversed',
        'const next = z.add(x.sub(z).mul(peak.square().div(sum.maximum(2 ** -126))));',
        'x and z have changed places in the mean',
      ],
      [
        'average-from-weight',
        'const next = x.add(z.sub(w).mul(peak.square().div(sum.maximum(2 ** -126))));',
        'x moves by its share of z − w, not of z − x',
      ],
      ['average-missing', 'const next = z;', 'x is not averaged: it is z itself'],
    ]),
    ...mutantsAt(
      {
        find: 'peak = peak.maximum(lr);',
        first: 'peak',
        remedy: 'weigh with the largest rate so far',
      },
      [
        [
          'weight-of-now',
          'peak = peak.mul(0).add(lr);',
          'z is weighed with the rate of now, not with the largest so far',
        ],
      ],
    ),
    ...mutantsAt({ find: between, first: 'w', remedy: 'w = beta1 · x + (1 − beta1) · z' }, [
      [
        'between-swapped',
        'w: next.mul(1 - beta1).add(z.mul(beta1))',
        'beta1 and 1 − beta1 have changed places between x and z',
      ],
      [
        'weight-is-average',
        'w: next',
        'the weight is x itself, not a point between x and z',
        { remedy: 'w = beta1 · x + (1 − beta1) · z; x is for evaluation' },
      ],
      ['weight-is-fast', 'w: z', 'the weight is z itself, not a point between x and z'],
    ]),
    ...mutantsAt(
      {
        find: 'const x = w.sub(z.mul(1 - beta1)).div(beta1);',
        first: 'x',
        remedy: 'x = (w − (1 − beta1) · z) / beta1',
      },
      [
        [
          'x-is-weight',
          'const x = w;',
          'x is taken as the weight itself: z is not taken out of it',
        ],
      ],
    ),
  ],
});
