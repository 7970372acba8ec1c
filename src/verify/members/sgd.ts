import { sgd as rule } from '../../rules/sgd.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { eachWeight, type Stepper } from '../stepper.ts';

/** @see Robbins & Monro 1951 */
function textbook(): Stepper {
  return eachWeight(() => (w, g, lr) => w - lr * g);
}

/** SGD beyond its rule: textbook, peers, mistakes. */
export const sgd = ruleMember({
  name: 'sgd',
  className: 'SGD',
  rule,
  aliases: ['gradientdescent'],
  textbook,
  builtin: {
    name: 'tf.train.sgd',
    make: (tf, { learningRate }) => tf.train.sgd(learningRate),
  },
  mutants: mutantsAt(
    {
      find: 'w.sub(g.mul(lr))',
      first: 'w',
      remedy: 'w − lr · g',
    },
    [
      [
        'ascends',
        'w.add(g.mul(lr))',
        'the weight goes uphill: the step is added',
        { remedy: 'subtract the step' },
      ],
      [
        'rate-missing',
        'w.sub(g)',
        'the step is not multiplied by the learning rate',
        { first: 'lr' },
      ],
      [
        'rate-squared',
        'w.sub(g.mul(lr * lr))',
        'the step is multiplied by the learning rate twice',
      ],
      ['rate-divides', 'w.sub(g.div(lr))', 'the step is divided by the learning rate'],
      ['sign-of-gradient', 'w.sub(sign(g).mul(lr))', 'the step takes the sign of the gradient'],
      ['absolute-gradient', 'w.sub(g.abs().mul(lr))', 'the step takes |g| in place of g'],
      ['squared-gradient', 'w.sub(g.square().mul(lr))', 'the step takes g² in place of g'],
      ['weight-for-gradient', 'w.sub(w.mul(lr))', 'the step takes the weight, not the gradient'],
      [
        'weight-scaled',
        'w.sub(w.mul(g).mul(lr))',
        'the weight is multiplied by 1 − lr · g: the step should not depend on the weight',
      ],
      ['weight-lost', 'g.mul(-lr)', 'the weight becomes the step: what it was before is lost'],
      [
        'gradient-normalized',
        'w.sub(g.div(g.norm().maximum(1e-30)).mul(lr))',
        'the gradient is divided by its norm, so that every step has the same length',
      ],
      [
        'gradient-averaged',
        'w.sub(g.mean().mul(lr))',
        'all elements of a variable take the same step, the mean of their gradients',
      ],
      [
        'gradient-clipped',
        'w.sub(g.maximum(-1).minimum(1).mul(lr))',
        'the gradient is clipped to the range from −1 to 1',
      ],
    ],
  ),
});
