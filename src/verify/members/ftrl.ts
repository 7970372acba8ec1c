import { ftrl as rule } from '../../rules/ftrl.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { abs, sign } = Math;

/** @see McMahan et al. 2013, algorithm 1, with the power, the shrinkage and the doubled l2 of TensorFlow and Keras */
function textbook({
  learningRatePower = -0.5,
  initialAccumulatorValue = 0.1,
  l1RegularizationStrength: lambda1 = 0,
  l2RegularizationStrength: lambda2 = 0,
  l2ShrinkageRegularizationStrength = 0,
  beta = 0,
}: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [n, z] = [initialAccumulatorValue, 0];
    return (w, g, alpha) => {
      const sigma = ((n + g ** 2) ** -learningRatePower - n ** -learningRatePower) / alpha;
      z = z + g + 2 * l2ShrinkageRegularizationStrength * w - sigma * w;
      n = n + g ** 2;
      if (abs(z) <= lambda1) return 0;
      return (sign(z) * lambda1 - z) / ((beta + n ** -learningRatePower) / alpha + 2 * lambda2);
    };
  });
}

/** FTRL-Proximal beyond its rule: textbook, peers, mistakes. */
export const ftrl = ruleMember({
  name: 'ftrl',
  className: 'Ftrl',
  rule,
  aliases: ['ftrlproximal', 'followtheregularizedleader'],
  textbook,
  libraryDefaults: [
    { option: 'initialAccumulatorValue', value: 0, library: 'the paper' },
    { option: 'beta', value: 1, library: 'the paper' },
  ],
  unusual: {
    learningRatePower: -0.25,
    l1RegularizationStrength: 0.4,
    l2RegularizationStrength: 0.3,
    l2ShrinkageRegularizationStrength: 0.2,
    beta: 0.6,
  },
  // A strength that is not read is advice: it is 0 by default.
  mutants: [
    ...mutantsAt(
      { find: 'n = n.add(g.square()).minimum(largest);', first: 'n', remedy: 'n = n + g²' },
      [
        [
          'accumulator-not-kept',
          'n = g.square();',
          'the sum of squares forgets what it was before',
        ],
        ['accumulator-of-absolute', 'n = n.add(g.abs());', 'the sum takes |g| in place of g²'],
      ],
    ),
    ...mutantsAt(
      {
        find: 'const root = power(n, -learningRatePower);',
        first: 'denominator',
        remedy: 'raise the new sum of squares to -learningRatePower',
      },
      [
        [
          'root-missing',
          'const root = n;',
          'the sum of squares divides the rate, not its root',
          { also: [['const before = power(n, -learningRatePower);', 'const before = n;']] },
        ],
        [
          'root-of-old',
          'const root = before;',
          'the root is that of the sum before this update',
          { remedy: 'add g² to the sum first' },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'z = z.add(pull).sub(root.sub(before).div(lr).mul(w));',
        first: 'z',
        remedy: 'z + g − ((√n − √n_old) / lr) · w',
      },
      [
        ['rate-change-ignored', 'z = z.add(pull);', 'what the falling rate moves w is left out'],
        [
          'rate-change-added',
          'z = z.add(pull).add(root.sub(before).div(lr).mul(w));',
          'what the falling rate moves w is added, not subtracted',
        ],
        [
          'roots-missing-in-sum',
          'z = z.add(pull).sub(g.square().div(lr).mul(w));',
          'z takes the change of the sum of squares, not of its root',
        ],
        [
          'rate-missing-in-sum',
          'z = z.add(pull).sub(root.sub(before).mul(w));',
          'the change of the root is not divided by the rate',
        ],
        [
          'sum-not-kept',
          'z = pull.sub(root.sub(before).div(lr).mul(w));',
          'z forgets the gradients of before',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'const within = z.maximum(-l1).minimum(l1);',
        first: 'w',
        remedy: 'what of z lies beyond l1, towards 0',
      },
      [
        [
          'l1-added',
          'const beyond = z.abs().sub(l1).maximum(0).div(z.abs().sub(l1).abs().maximum(1e-30));\n    const within = z.sub(z.add(z.maximum(-l1).minimum(l1)).mul(beyond));',
          'beyond l1 its strength is added to the sum, not subtracted from it',
        ],
        [
          'l1-everywhere',
          'const within = sign(z).mul(l1);',
          'l1 is subtracted within the strength too, where w should be 0',
        ],
        [
          'l1-cut-off',
          'const within = z.sub(z.mul(z.abs().sub(l1).maximum(0).div(z.abs().sub(l1).abs().maximum(1e-30))));',
          'a sum beyond l1 is taken whole, not less l1',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'w: within.sub(z).div(strength.maximum(least))',
        first: 'w',
        remedy: 'w = −(z beyond l1) / ((β + √n) / lr + 2 · l2)',
      },
      [
        ['ascends', 'w: z.sub(within).div(strength.maximum(least))', 'the sign of w is reversed'],
        [
          'step-added',
          'w: w.sub(z.sub(within).div(strength.maximum(least)))',
          'what should be the weight is subtracted from it',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'root.add(beta + 2 * l2 * lr).div(lr)',
        first: 'denominator',
        remedy: 'divide by (β + √n) / lr + 2 · l2',
      },
      [
        [
          'beta-undivided',
          'root.add((beta + 2 * l2) * lr).div(lr)',
          'beta is not divided by the rate',
        ],
        [
          'l2-once',
          'root.add(beta + l2 * lr).div(lr)',
          'the L2 strength counts once',
          { library: 'the paper' },
        ],
      ],
    ),
    ...mutantsAt({ find: 'w.mul(2 * shrinkage)', first: 'g', remedy: 'g + 2 · shrinkage · w' }, [
      ['shrinkage-once', 'w.mul(shrinkage)', 'the shrinkage counts once'],
    ]),
  ],
});
