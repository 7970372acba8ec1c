import { adamax as rule } from '../../rules/adamax.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt, type Row } from '../mutant.ts';
import { averageUsedLate, inAverage } from '../mutants/averages.ts';
import { inFirstCorrection } from '../mutants/corrections.ts';
import { inLastLine } from '../mutants/steps.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { abs, max } = Math;

/** @see Kingma & Ba 2015 (arXiv 1412.6980), algorithm 2; epsilon is the least that the maximum can be */
function textbook({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, u, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      u = max(beta2 * u, abs(g) + epsilon);
      return w - ((lr / (1 - beta1 ** t)) * m) / u;
    };
  });
}

const largest = 'u = u.mul(beta2).maximum(g.abs().add(epsilon));';

/** Mistakes in the maximum of those who add epsilon where the built-in does. */
const withEpsilonOutside = (
  rows: readonly (readonly [how: string, made: string, fault: string])[],
): Row[] =>
  rows.map(([how, made, fault]) => [
    `u-${how}-epsilon-outside`,
    `u = u.mul(beta2).${made};`,
    fault,
    { also: [['.div(u)', '.div(u.add(epsilon))']] },
  ]);

/** Adamax beyond its rule: textbook, peers, mistakes. */
export const adamax = ruleMember({
  name: 'adamax',
  className: 'Adamax',
  rule,
  textbook,
  builtin: {
    name: 'tf.train.adamax',
    make: (tf, { learningRate, beta1, beta2, epsilon }) =>
      tf.train.adamax(learningRate, beta1, beta2, epsilon),
    scales: [0.01, 10],
    explanation:
      'The built-in adds epsilon to the maximum, ours within it: the same for gradients well above epsilon, which these are.',
  },
  libraryDefaults: [{ option: 'epsilon', value: 1e-7, library: 'tfjs and Keras' }],
  mutants: [
    ...inAverage,
    ...averageUsedLate,
    ...inFirstCorrection,
    ...inLastLine,
    ...mutantsAt({ find: largest, first: 'u', remedy: 'u = max(beta2 · u, |g| + epsilon)' }, [
      [
        'epsilon-outside',
        'u = u.mul(beta2).maximum(g.abs());',
        'epsilon is added to the maximum, not to |g| inside it',
        { library: 'tfjs and Keras', also: [['.div(u)', '.div(u.add(epsilon))']] },
      ],
      [
        'epsilon-missing',
        'u = u.mul(beta2).maximum(g.abs());',
        'epsilon is missing, so that a first gradient of zero gives 0 / 0',
        { library: 'the Adam paper' },
      ],
      [
        'absolute-missing',
        'u = u.mul(beta2).maximum(g.add(epsilon));',
        'the maximum takes g in place of |g|',
      ],
      [
        'u-of-squares',
        'u = u.mul(beta2).maximum(g.square().add(epsilon));',
        'the maximum takes g² in place of |g|',
      ],
      [
        'u-never-fades',
        'u = u.maximum(g.abs().add(epsilon));',
        'the largest |g| does not fade with beta2',
      ],
      [
        'u-averaged',
        'u = u.mul(beta2).add(g.abs().add(epsilon).mul(1 - beta2));',
        '|g| is averaged in place of compared: the maximum is missing',
      ],
      [
        'u-summed',
        'u = u.mul(beta2).add(g.abs().add(epsilon));',
        '|g| is added in place of compared',
      ],
      [
        'minimum',
        'u = u.mul(beta2).minimum(g.abs().add(epsilon));',
        'the minimum is taken in place of the maximum',
      ],
      ...withEpsilonOutside([
        ['averaged', 'add(g.abs().mul(1 - beta2))', '|g| is averaged in place of compared'],
        ['summed', 'add(g.abs())', '|g| is added in place of compared'],
        ['minimum', 'minimum(g.abs())', 'the minimum is taken in place of the maximum'],
        ['of-squares', 'maximum(g.square())', 'the maximum takes g² in place of |g|'],
        ['of-signed', 'maximum(g)', 'the maximum takes g in place of |g|'],
      ]),
      ['u-not-kept', 'u = g.abs().add(epsilon);', 'u forgets what it was before'],
      [
        'u-with-beta1',
        'u = u.mul(beta1).maximum(g.abs().add(epsilon));',
        'u fades with beta1 in place of beta2',
      ],
      [
        'u-share-on-gradient',
        'u = u.mul(beta2).maximum(g.abs().add(epsilon).mul(1 - beta2));',
        '|g| enters the maximum with the share 1 − beta2',
      ],
      [
        'u-of-m',
        'u = u.mul(beta2).maximum(m.abs().add(epsilon));',
        'the maximum takes |m| in place of |g|',
      ],
      [
        'u-corrected',
        largest,
        'u is corrected for starting at zero, which a maximum does not need',
        { first: 'denominator', also: [['.div(u)', '.div(u.div(1 - beta2 ** t))']] },
      ],
      [
        'root-of-u',
        largest,
        'the step is divided by the root of u',
        { first: 'denominator', also: [['.div(u)', '.div(u.sqrt())']] },
      ],
      [
        'denominator-multiplied',
        largest,
        'the step is multiplied by u',
        { first: 'denominator', also: [['.div(u)', '.mul(u)']] },
      ],
      [
        'denominator-missing',
        largest,
        'the step is not divided by u',
        { first: 'denominator', also: [['.div(u)', '']] },
      ],
    ]),
  ],
});
