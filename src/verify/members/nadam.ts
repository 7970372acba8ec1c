import { nadam as rule } from '../../rules/nadam.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import {
  inAverage,
  inAverageOfSquares,
  squaresOfOthers,
  squaresUsedLate,
} from '../mutants/averages.ts';
import { inSecondCorrection } from '../mutants/corrections.ts';
import { inDenominator, inStepSize } from '../mutants/denominators.ts';
import { inLastLine } from '../mutants/steps.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sqrt } = Math;

/** @see Dozat 2016, algorithm 2; 0.96^(t / 250) is 0.96^(t · momentumDecay) */
function textbook({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  momentumDecay = 0.004,
}: TextbookOptions): Stepper {
  const mu = (t: number) => beta1 * (1 - 0.96 ** (t * momentumDecay) / 2);
  return eachWeight(() => {
    let [m, v, product, t] = [0, 0, 1, 0];
    return (w, g, lr) => {
      t = t + 1;
      product = product * mu(t);
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const ahead = (mu(t + 1) * m) / (1 - product * mu(t + 1));
      const now = ((1 - mu(t)) * g) / (1 - product);
      return w - (lr * (ahead + now)) / (sqrt(v / (1 - beta2 ** t)) + epsilon);
    };
  });
}

const schedule = 'beta1 * (1 - 0.5 * 0.96 ** (i * momentumDecay))';
const product = 'productOf(beta1, 0.96 ** momentumDecay, t)';
const ahead = '.mul(mu(t + 1) / (1 - product * mu(t + 1)))';
const now = 'g.mul((1 - mu(t)) / (1 - product))';
/** The product of any mu, which the formula of the source is not. */
const byHand = [
  product,
  'Array.from({ length: t }, (_, i) => mu(i + 1)).reduce((a, b) => a * b, 1)',
] as const;

/** NAdam beyond its rule: textbook, peers, mistakes. */
export const nadam = ruleMember({
  name: 'nadam',
  className: 'NAdam',
  rule,
  textbook,
  libraryDefaults: [
    { option: 'epsilon', value: 1e-7, library: 'Keras' },
    { option: 'momentumDecay', value: 1, library: 'Keras' },
  ],
  // With the default its schedule hardly moves in the updates of an exam.
  unusual: { momentumDecay: 2 },
  mutants: [
    ...inAverage,
    ...inAverageOfSquares,
    ...squaresOfOthers,
    ...squaresUsedLate,
    ...inSecondCorrection,
    ...inDenominator({ under: 'vHat', letter: 'v̂', inside: { seen: 'd2l-zh #502' }, over: 'mHat' }),
    ...inStepSize('v', 'v', "Keras's Adam"),
    ...inLastLine,
    ...mutantsAt(
      {
        find: 'm = m.mul(beta1).add(g.mul(1 - beta1));',
        first: 'm',
        remedy: 'm = beta1 · m + (1 − beta1) · g, as in PyTorch and Keras',
      },
      [
        [
          'm-with-schedule',
          'm = m.mul(mu(t)).add(g.mul(1 - mu(t)));',
          'm decays with the mu of now, not with beta1',
          { library: 'the NAdam paper' },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: schedule,
        first: 'mu',
        remedy: 'mu of update i = beta1 · (1 − ½ · 0.96^(i · momentumDecay))',
      },
      [
        [
          'momentum-without-schedule',
          'beta1 + 0 * i',
          'the momentum is beta1 in every update, without the schedule that lets it rise',
          { library: 'Optax', also: [byHand] },
        ],
        [
          'schedule-without-half',
          'beta1 * (1 - 0.96 ** (i * momentumDecay))',
          'the momentum schedule lacks the factor ½',
          { also: [byHand] },
        ],
        [
          'schedule-without-beta1',
          '1 - 0.5 * 0.96 ** (i * momentumDecay)',
          'the momentum schedule lacks the factor beta1',
          { also: [byHand] },
        ],
        [
          'schedule-falls',
          'beta1 * (1 + 0.5 * 0.96 ** (i * momentumDecay)) / 1.5',
          'the momentum falls in place of rising',
          { also: [byHand] },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: product,
        first: 'product',
        remedy: 'correct with the product of all mu so far, each taken once',
      },
      [
        [
          'product-without-now',
          'productOf(beta1, 0.96 ** momentumDecay, t - 1)',
          'the product leaves out the mu of this update, so that the first update divides by 0',
        ],
        [
          'product-with-mu-twice',
          `${product} ** 2`,
          'each mu is multiplied into the product twice',
          { seen: 'PyTorch up to 1.13 (pytorch #92699)' },
        ],

        [
          'product-of-now',
          'mu(t) ** t',
          'the corrections take the mu of now to the power t, not the product of all mu so far',
        ],
        [
          'product-of-beta1',
          'beta1 ** t',
          'the corrections take beta1^t in place of the product of all mu so far',
        ],
        [
          'product-not-kept',
          'mu(t)',
          'the corrections take the mu of now, not the product of all so far',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: ahead,
        first: 'mHat',
        remedy:
          'mu(t+1) · m / (1 − P · mu(t+1)) + (1 − mu(t)) · g / (1 − P), with P the product up to t',
      },
      [
        [
          'ahead-corrected-for-now',
          '.mul(mu(t + 1) / (1 - product))',
          'm is corrected with the product up to now, without the next mu',
        ],

        [
          'look-ahead-missing',
          '.div(1 - product)',
          'the step does not look ahead: it is m / (1 − P), the step of Adam with the schedule',
          { also: [[now, 'g.mul(0)']] },
        ],
        [
          'ahead-with-mu-of-now',
          '.mul(mu(t) / (1 - product * mu(t + 1)))',
          'm is multiplied by the mu of now, not by the next one',
        ],
        [
          'ahead-uncorrected',
          '.mul(mu(t + 1))',
          'the look-ahead part is not corrected for starting at zero',
        ],
        [
          'ahead-whole',
          '.mul(1 / (1 - product * mu(t + 1)))',
          'm is not multiplied by the next mu',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: now,
        first: 'mHat',
        remedy:
          'mu(t+1) · m / (1 − P · mu(t+1)) + (1 − mu(t)) · g / (1 − P), with P the product up to t',
      },
      [
        [
          'gradient-uncorrected',
          'g.mul(1 - mu(t))',
          'the part of the gradient of now is not corrected',
        ],
        [
          'gradient-whole',
          'g.mul(1 / (1 - product))',
          'the gradient of now enters without its share 1 − mu',
        ],

        ['gradient-missing', 'g.mul(0)', 'the gradient of now is missing in the step'],
        [
          'corrected-as-adam',
          'g.mul((1 - beta1) / (1 - beta1 ** t))',
          'there is no momentum schedule, and m is corrected for update t in place of t + 1',
          {
            seen: 'the overview of Ruder (arXiv 1609.04747), Flux.jl #224',
            also: [[ahead, '.mul(beta1 / (1 - beta1 ** t))']],
          },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'w.sub(mHat',
        first: 'mHat',
        remedy: 'step with the sum of both parts',
      },
      [
        [
          'm-in-step',
          'w.sub(m',
          'the step takes m, without correction and without the gradient of now',
        ],
        ['adam-step', 'w.sub(m.div(1 - beta1 ** t)', 'the step does not look ahead: this is Adam'],
      ],
    ),
  ],
});
