import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const sources = optimizerFiles('lamb');
const direction = 'const u = mHat.div(vHat.sqrt().add(epsilon)).add(w.mul(weightDecay));';
const lambRatio = 'trustRatio(w.norm(), u.norm())';
const ofLambRatio = { sources, find: lambRatio, first: 'trust', remedy: 'trust = ‖w‖ / ‖u‖' };

/** Mistakes that only LAMB can have. */
export const lamb: readonly Mutant[] = [
  ...mistakes(ofLambRatio, [
    ['trust-missing', 'w.norm().mul(0).add(1)', 'the step is not multiplied by the trust ratio'],
    ['trust-inverted', 'trustRatio(u.norm(), w.norm())', 'the trust ratio stands on its head'],
    [
      'trust-of-gradient',
      'trustRatio(w.norm(), g.norm())',
      'the trust ratio takes the norm of the gradient in place of the step',
    ],
    [
      'trust-without-decay',
      'trustRatio(w.norm(), u.sub(w.mul(weightDecay)).norm())',
      'the trust ratio leaves the decay out of the norm of the step',
    ],
    [
      'trust-without-weight',
      'trustRatio(w.norm().mul(0).add(1), u.norm())',
      'the trust ratio lacks the norm of the weight',
    ],
    ['trust-without-step', 'w.norm()', 'the trust ratio is not divided by the norm of the step'],
    [
      'norms-squared',
      'trustRatio(w.norm().square(), u.norm().square())',
      'the trust ratio takes squared norms',
    ],
    [
      'norms-of-sums',
      'trustRatio(w.abs().mean(), u.abs().mean())',
      'the trust ratio takes sums of absolute values in place of Euclidean norms',
    ],
    [
      'trust-unguarded',
      'w.norm().div(u.norm())',
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
      'trustRatio(w.norm().minimum(1), u.norm())',
      'the norm of the weight is clipped to 1',
    ],
  ]),
  ...mistakes(
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
  ...mistakes(
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
  ...mistakes(
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
  ...mistakes({ ...ofLambRatio, find: '.mul(lr))', first: 'lr', remedy: 'w − lr · trust · u' }, [
    ['rate-missing', ')', 'the step is not multiplied by the learning rate'],
  ]),
  ...mistakes({ ...ofLambRatio, find: 'w.sub(u', first: 'w', remedy: 'subtract the step' }, [
    ['ascends', 'w.add(u', 'the weight goes uphill: the step is added'],
  ]),
];
