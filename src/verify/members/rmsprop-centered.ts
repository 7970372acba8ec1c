import { rmspropCentered as rule } from '../../rules/rmsprop-centered.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { inDenominator } from '../mutants/denominators.ts';
import { inAverage, inStep } from '../mutants/rmsprop.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { max, sqrt } = Math;

/** @see Graves 2013 (arXiv 1308.0850), eq. 38-45, epsilon outside the root */
function textbook({ decay = 0.9, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [n, mean] = [0, 0];
    return (w, g, lr) => {
      n = decay * n + (1 - decay) * g ** 2;
      mean = decay * mean + (1 - decay) * g;
      return w - (lr * g) / (sqrt(max(n - mean ** 2, 0)) + epsilon);
    };
  });
}

const mean = 'b = b.mul(decay).add(g.mul(1 - decay));';
const variance = 'const variance = s.sub(b.square().minimum(2 ** 126)).maximum(0);';

/** RMSPropCentered beyond its rule: textbook, peers, mistakes. */
export const rmspropCentered = ruleMember({
  name: 'rmspropCentered',
  className: 'RMSPropCentered',
  rule,
  aliases: ['centeredrmsprop'],
  textbook,
  builtin: {
    meant: 'tf.train.rmsprop',
    none: 'tf.train.rmsprop subtracts epsilon under the root when centered, and gives NaN for a small gradient.',
  },
  libraryDefaults: [
    { option: 'epsilon', value: 1e-7, library: 'tfjs and Keras' },
    { option: 'decay', value: 0.99, library: 'PyTorch' },
  ],
  switches: { centered: true },
  mutants: [
    ...inAverage,
    ...inStep,
    ...inDenominator({
      under: 'variance',
      letter: '(s − b²)',
      inside: { library: 'Keras and Optax' },
      over: 'g',
    }),
    ...mutantsAt({ find: mean, first: 'b', remedy: 'b = decay · b + (1 − decay) · g' }, [
      [
        'b-without-share',
        'b = b.mul(decay).add(g);',
        'the gradient enters its average whole, without the share 1 − decay',
      ],
      [
        'b-shares-swapped',
        'b = b.mul(1 - decay).add(g.mul(decay));',
        'decay and 1 − decay have changed places in the average of g',
      ],
      [
        'b-shares-swapped-size',
        'b = b.mul(1 - decay).add(g.mul(decay));',
        'decay and 1 − decay have changed places in the average of g',
        { also: [[variance, 'const variance = s.sub(b.square()).abs();']] },
      ],
      [
        'b-without-share-size',
        'b = b.mul(decay).add(g);',
        'the gradient enters its average whole, without the share 1 − decay',
        { also: [[variance, 'const variance = s.sub(b.square()).abs();']] },
      ],
      ['b-not-kept', 'b = g.mul(1 - decay);', 'the average of g forgets what it was before'],
      [
        'b-of-squares',
        'b = b.mul(decay).add(g.square().mul(1 - decay));',
        'the average of g takes g² in place of g',
      ],
      [
        'b-before-update',
        `const before = b;\n    ${mean}`,
        'the variance takes the average of g as it was before this update',
        {
          first: 'variance',
          remedy: 'update b first: s − b²',
          also: [[variance, 'const variance = s.sub(before.square()).maximum(0);']],
        },
      ],
      [
        'b-not-updated',
        '',
        'the average of g is never updated: this is RMSProp that is not centered',
      ],
    ]),
    ...mutantsAt({ find: variance, first: 'variance', remedy: '√(s − b²) + epsilon' }, [
      ['b-not-squared', 'const variance = s.sub(b).maximum(0);', 'b is not squared: s − b'],
      ['b-not-squared-size', 'const variance = s.sub(b).abs();', 'b is not squared: |s − b|'],
      ['b-added', 'const variance = s.add(b.square());', 'b² is added to s in place of subtracted'],
      [
        'variance-reversed',
        'const variance = b.square().sub(s);',
        'the variance has the wrong sign: b² − s',
      ],
      [
        'epsilon-sign',
        'const variance = s.sub(b.square().add(epsilon));',
        'epsilon is subtracted inside the root: √(s − (b² + epsilon)), which is not a number where the variance is small',
        {
          seen: 'tfjs 4.22 train.rmsprop with centered',
          also: [['variance.sqrt().add(epsilon)', 'variance.sqrt()']],
        },
      ],
    ]),
    ...mutantsAt(
      {
        find: 'w.sub(g.mul(lr)',
        first: 'w',
        remedy: 'w − lr · g / (√(s − b²) + epsilon)',
      },
      [
        ['mean-in-step', 'w.sub(b.mul(lr)', 'the step takes the average of g in place of g'],
        [
          'centered-gradient-in-step',
          'w.sub(g.sub(b).mul(lr)',
          'the step takes g − b in place of g',
        ],
      ],
    ),
  ],
});
