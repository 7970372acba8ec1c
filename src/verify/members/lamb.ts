import { lamb as rule } from '../../rules/lamb.ts';
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
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { hypot, sqrt } = Math;

/** @see You et al. 2020 (arXiv 1904.00962), algorithm 2 */
function textbook({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-6,
  weightDecay = 0.01,
}: TextbookOptions): Stepper {
  const direction = eachWeight(() => {
    let [m, v, t] = [0, 0, 0];
    return (w, g) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      return m / (1 - beta1 ** t) / (sqrt(v / (1 - beta2 ** t)) + epsilon) + weightDecay * w;
    };
  });
  return (w, g, lr) => {
    const u = direction(w, g, lr);
    const [wNorm, uNorm] = [hypot(...w), hypot(...u)];
    const trust = wNorm > 0 && uNorm > 0 ? wNorm / uNorm : 1;
    return w.map((wi, i) => wi - lr * trust * (u[i] as number));
  };
}

const direction = 'const u = mHat.div(vHat.sqrt().add(epsilon)).add(w.mul(weightDecay));';
const lambRatio = 'trustRatio(norm(w), norm(u))';
const ofLambRatio = { find: lambRatio, first: 'trust', remedy: 'trust = ‖w‖ / ‖u‖' };

/** LAMB beyond its rule: textbook, peers, mistakes. */
export const lamb = ruleMember({
  name: 'lamb',
  className: 'LAMB',
  rule,
  textbook,
  libraryDefaults: [
    { option: 'epsilon', value: 1e-8, library: 'Adam and most other rules' },
    { option: 'epsilon', value: 1e-7, library: 'Keras' },
    { option: 'weightDecay', value: 0, library: 'Keras and Optax', off: true },
  ],
  mutants: [
    ...inAverage,
    ...averageUsedLate,
    ...inAverageOfSquares,
    ...squaresOfOthers,
    ...squaresUsedLate,
    ...inFirstCorrection,
    ...inSecondCorrection,
    ...inBothCorrections(),
    ...inDenominator({ under: 'vHat', letter: 'v̂', inside: { seen: 'd2l-zh #502' } }),
    ...inStepSize('v', 'v', "Keras's Adam"),
    ...mutantsAt(ofLambRatio, [
      ['trust-missing', 'norm(w).mul(0).add(1)', 'the step is not multiplied by the trust ratio'],
      ['trust-inverted', 'trustRatio(norm(u), norm(w))', 'the trust ratio stands on its head'],
      [
        'trust-of-gradient',
        'trustRatio(norm(w), norm(g))',
        'the trust ratio takes the norm of the gradient in place of the step',
      ],
      [
        'trust-without-decay',
        'trustRatio(norm(w), norm(u.sub(w.mul(weightDecay))))',
        'the trust ratio leaves the decay out of the norm of the step',
      ],
      [
        'trust-without-weight',
        'trustRatio(norm(w).mul(0).add(1), norm(u))',
        'the trust ratio lacks the norm of the weight',
      ],
      ['trust-without-step', 'norm(w)', 'the trust ratio is not divided by the norm of the step'],
      [
        'norms-squared',
        'trustRatio(norm(w).square(), norm(u).square())',
        'the trust ratio takes squared norms',
      ],
      [
        'norms-of-sums',
        'trustRatio(w.abs().mean(), u.abs().mean())',
        'the trust ratio takes sums of absolute values in place of Euclidean norms',
      ],
      [
        'trust-unguarded',
        'norm(w).div(norm(u))',
        'where the weight is zero the trust ratio is 0 in place of 1, so that it never starts to move',
        { remedy: 'take the ratio as 1 where either norm is 0' },
      ],
      [
        'trust-by-element',
        'trustRatio(w.abs(), u.abs())',
        'each element has a trust ratio of its own, in place of one for the whole variable',
      ],
      [
        'trust-clipped',
        'trustRatio(norm(w).minimum(1), norm(u))',
        'the norm of the weight is clipped to 1',
      ],
    ]),
    ...mutantsAt(
      {
        ...ofLambRatio,
        find: 'add(w.mul(weightDecay))',
        first: 'u',
        remedy: 'u = m̂ / (√v̂ + epsilon) + weightDecay · w',
      },
      [
        ['decay-missing', 'add(0)', 'weightDecay has no effect'],
        ['decay-grows', 'sub(w.mul(weightDecay))', 'the weight decay lets weights grow'],
        [
          'decay-with-rate',
          'add(w.mul(weightDecay * lr))',
          'the decay is multiplied by the learning rate once more',
        ],
        [
          'decay-halved',
          'add(w.mul(weightDecay / 2))',
          'the decay is half as strong as it should be',
        ],
        [
          'decay-by-sign',
          'add(sign(w).mul(weightDecay))',
          'the decay takes the sign of the weight, as an L1 penalty does, not the weight',
        ],
      ],
    ),
    ...mutantsAt(
      {
        ...ofLambRatio,
        find: direction,
        first: 'w',
        remedy: 'u = m̂ / (√v̂ + epsilon) + weightDecay · w',
      },
      [
        [
          'decay-outside',
          'w = w.mul(1 - lr * weightDecay);\n    const u = mHat.div(vHat.sqrt().add(epsilon));',
          'the weight is shrunk first, by itself, in place of a decay inside the trust ratio',
          { library: 'Keras' },
        ],
        [
          'decay-beside-trust',
          'const u = mHat.div(vHat.sqrt().add(epsilon));',
          'the decay stands beside the trust ratio, not inside it',
          { also: [['w: w.sub(', 'w: w.mul(1 - lr * weightDecay).sub(']] },
        ],
      ],
    ),
    ...mutantsAt(
      {
        ...ofLambRatio,
        find: 'm = m.mul(beta1).add(g.mul(1 - beta1));',
        first: 'g',
        remedy: 'add weightDecay · w to the direction, not to the gradient',
      },
      [
        [
          'decay-in-gradient',
          'g = g.add(w.mul(weightDecay));\n    m = m.mul(beta1).add(g.mul(1 - beta1));',
          'the decay goes through the gradient: this is L2 regularization, not decoupled weight decay',
          { also: [['.add(w.mul(weightDecay));\n    return', ';\n    return']] },
        ],
      ],
    ),
    ...mutantsAt({ ...ofLambRatio, find: '.mul(lr))', first: 'lr', remedy: 'w − lr · trust · u' }, [
      ['rate-missing', ')', 'the step is not multiplied by the learning rate'],
    ]),
    ...mutantsAt({ ...ofLambRatio, find: 'w.sub(u', first: 'w', remedy: 'subtract the step' }, [
      ['ascends', 'w.add(u', 'the weight goes uphill: the step is added'],
    ]),
  ],
});
