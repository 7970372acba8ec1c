import { adam as rule } from '../../rules/adam.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import {
  averageUsedLate,
  inAverage,
  inAverageOfSquares,
  squaresOfOthers,
  squaresUsedLate,
} from '../mutants/averages.ts';
import {
  inBothCorrections,
  inFirstCorrection,
  inSecondCorrection,
} from '../mutants/corrections.ts';
import { inDenominator, inStepSize } from '../mutants/denominators.ts';
import { inLastLine } from '../mutants/steps.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sqrt } = Math;

/** @see Kingma & Ba 2015 (arXiv 1412.6980), algorithm 1 */
function textbook({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, v, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const mHat = m / (1 - beta1 ** t);
      const vHat = v / (1 - beta2 ** t);
      return w - (lr * mHat) / (sqrt(vHat) + epsilon);
    };
  });
}

/** Adam beyond its rule: textbook, peers, mistakes. */
export const adam = ruleMember({
  name: 'adam',
  className: 'Adam',
  rule,
  textbook,
  builtin: {
    name: 'tf.train.adam',
    make: (tf, { learningRate, beta1, beta2, epsilon }) =>
      tf.train.adam(learningRate, beta1, beta2, epsilon),
    // Each of t factors adds up to 2^-25 for itself and 2^-25 for the product to beta2^t; against 1 - beta2^t, at most
    // t · (1 - beta2), that is 2^-24 / (1 - beta2), and half of it under the root.
    stepError: ({ beta2 }) => 2 ** -25 / (1 - beta2),
    explanation:
      'The built-in takes its bias corrections from running products in float32, so that each of its steps is slightly off; ' +
      'left to itself it would also use epsilon 1e-7.',
  },
  libraryDefaults: [{ option: 'epsilon', value: 1e-7, library: 'tfjs and Keras' }],
  mutants: [
    ...inAverage,
    ...averageUsedLate,
    ...inAverageOfSquares,
    ...squaresOfOthers,
    ...squaresUsedLate,
    ...inFirstCorrection,
    ...inSecondCorrection,
    ...inBothCorrections(),
    ...inDenominator({ under: 'vHat', letter: 'v̂', inside: { seen: 'd2l-zh #502' }, over: 'mHat' }),
    ...inStepSize('v', 'v', 'Keras and TensorFlow'),
    ...inLastLine,
    ...mutantsAt({ find: 'const mHat = m.div(', first: 'mHat', remedy: 'm̂ = m / (1 − beta1^t)' }, [
      [
        'looks-ahead',
        'const mHat = m.mul(beta1).add(g.mul(1 - beta1)).div(',
        'the step looks ahead as NAdam does: beta1 · m + (1 − beta1) · g in place of m',
      ],
    ]),
  ],
});
