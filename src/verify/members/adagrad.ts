import { adagrad as rule } from '../../rules/adagrad.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { inDenominator } from '../mutants/denominators.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sqrt } = Math;

/** @see Duchi, Hazan & Singer 2011 */
function textbook({ initialAccumulatorValue = 0, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let sum = initialAccumulatorValue;
    return (w, g, lr) => {
      sum = sum + g ** 2;
      return w - (lr * g) / (sqrt(sum) + epsilon);
    };
  });
}

const sum = 'a = a.add(g.square());';

/** AdaGrad beyond its rule: textbook, peers, mistakes. */
export const adagrad = ruleMember({
  name: 'adagrad',
  className: 'AdaGrad',
  rule,
  textbook,
  builtin: {
    name: 'tf.train.adagrad',
    make: (tf, { learningRate, initialAccumulatorValue }) =>
      tf.train.adagrad(learningRate, initialAccumulatorValue),
    given: { initialAccumulatorValue: 0.1 },
    explanation:
      'Both sums start at 0.1, the default of the built-in. Beside so much it does not show that the built-in adds its ' +
      'own epsilon inside the root.',
  },
  libraryDefaults: [
    { option: 'initialAccumulatorValue', value: 0.1, library: 'tfjs, Keras and Optax' },
    { option: 'epsilon', value: 1e-10, library: 'PyTorch' },
    { option: 'epsilon', value: 1e-7, library: 'tfjs, Keras and Optax' },
  ],
  mutants: [
    ...mutantsAt({ find: sum, first: 'a', remedy: 'a = a + g²' }, [
      ['accumulator-not-kept', 'a = g.square();', 'the sum of squares forgets what it was before'],
      [
        'accumulator-forgets',
        'a = a.mul(0.9).add(g.square());',
        'the sum of squares decays by 0.9 in every update',
      ],
      [
        'accumulator-averaged',
        'a = a.mul(0.9).add(g.square().mul(0.1));',
        'the squares are averaged with decay 0.9, as in RMSProp, not summed',
      ],
      ['accumulator-of-gradient', 'a = a.add(g);', 'the sum takes g in place of g²'],
      [
        'accumulator-of-signed',
        'a = a.add(g);',
        'the gradients are summed with their signs, not their squares; the root is taken of the size of the sum',
        { also: [['a.sqrt().add(epsilon)', 'a.abs().sqrt().add(epsilon)']] },
      ],
      [
        'accumulator-of-signed-without-root',
        'a = a.add(g);',
        'the gradients are summed with their signs, not their squares; the size of the sum divides',
        { also: [['a.sqrt().add(epsilon)', 'a.abs().add(epsilon)']] },
      ],
      ['accumulator-of-absolute', 'a = a.add(g.abs());', 'the sum takes |g| in place of g²'],
      [
        'accumulator-with-epsilon',
        'a = a.add(g.square()).add(epsilon);',
        'epsilon is added to the sum in every update',
        { remedy: 'add epsilon to √a alone, and do not keep it' },
      ],
      [
        'accumulator-before-update',
        `const before = a;\n    ${sum}`,
        'the step is divided by the root of the sum as it was before this update',
        {
          first: 'denominator',
          remedy: 'add g² to the sum first, then divide by its root',
          also: [['a.sqrt().add(epsilon)', 'before.sqrt().add(epsilon)']],
        },
      ],
      [
        'accumulator-mean',
        sum,
        'the sum of squares is divided by the count of updates',
        {
          first: 'denominator',
          remedy: 'divide by √a + epsilon, where a is the whole sum',
          also: [
            ['update({ w, g, lr }', 'update({ w, g, lr, t }'],
            ['a.sqrt().add(epsilon)', 'a.div(t).sqrt().add(epsilon)'],
          ],
        },
      ],
    ]),
    ...mutantsAt(
      {
        find: 'w.sub(g.mul(lr)',
        first: 'w',
        remedy: 'w − lr · g / (√a + epsilon)',
      },
      [
        [
          'ascends',
          'w.add(g.mul(lr)',
          'the weight goes uphill: the step is added',
          { remedy: 'subtract the step' },
        ],
        [
          'rate-missing',
          'w.sub(g',
          'the step is not multiplied by the learning rate',
          { first: 'lr' },
        ],
      ],
    ),
    ...inDenominator({
      under: 'a',
      letter: 'a',
      inside: { library: 'tfjs, Keras and Optax' },
      over: 'g',
    }),
  ],
});
