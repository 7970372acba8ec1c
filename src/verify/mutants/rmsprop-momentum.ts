import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const sources = optimizerFiles('rmsprop-momentum');
const velocity = 'v = v.mul(momentum).add(g.div(s.sqrt().add(epsilon)));';
const lastLine = 'w: w.sub(v.mul(lr))';

/** Mistakes that only RMSProp with momentum can have. */
export const rmspropMomentum: readonly Mutant[] = [
  ...mistakes(
    {
      sources,
      find: velocity,
      first: 'v',
      remedy: 'v = momentum · v + g / (√s + epsilon)',
    },
    [
      [
        'velocity-averaged',
        'v = v.mul(momentum).add(g.div(s.sqrt().add(epsilon)).mul(1 - momentum));',
        'the scaled gradient enters the velocity with the share 1 − momentum',
        { library: "Optax's ema" },
      ],
      [
        'velocity-not-kept',
        'v = g.div(s.sqrt().add(epsilon));',
        'the velocity forgets what it was before',
      ],
      [
        'velocity-never-forgets',
        'v = v.add(g.div(s.sqrt().add(epsilon)));',
        'the velocity never forgets',
      ],
      [
        'velocity-unscaled',
        'v = v.mul(momentum).add(g);',
        'the velocity takes in the gradient itself: this is plain momentum',
      ],
      [
        'velocity-scaled-late',
        'v = v.mul(momentum).add(g);',
        'the velocity is divided by √s + epsilon as a whole, not each gradient as it comes',
        { also: [[lastLine, 'w: w.sub(v.mul(lr).div(s.sqrt().add(epsilon)))']] },
      ],
      [
        'velocity-before-update',
        `const before = v;\n    ${velocity}`,
        'the step takes the velocity as it was before this update',
        {
          first: 'w',
          remedy: 'update v first, then step with it',
          also: [[lastLine, 'w: w.sub(before.mul(lr))']],
        },
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: '.add(g.div(',
      first: 'v',
      remedy: 'v = momentum · v + g / (√s + epsilon); w − lr · v',
    },
    [
      [
        'rate-inside-velocity',
        '.add(g.mul(lr).div(',
        'the learning rate is inside the velocity, which remembers old rates',
        { library: 'tfjs, Keras and Optax', also: [[lastLine, 'w: w.sub(v)']] },
      ],
      [
        'rate-twice',
        '.add(g.mul(lr).div(',
        'the learning rate is applied twice: in v and in the step',
      ],
    ],
  ),
  ...mistakes({ sources, find: lastLine, first: 'w', remedy: 'w − lr · v' }, [
    [
      'ascends',
      'w: w.add(v.mul(lr))',
      'the weight goes uphill: the step is added',
      { remedy: 'subtract the step' },
    ],
    [
      'rate-missing',
      'w: w.sub(v)',
      'the step is not multiplied by the learning rate',
      { first: 'lr' },
    ],
    [
      'nesterov',
      'w: w.sub(g.div(s.sqrt().add(epsilon)).add(v.mul(momentum)).mul(lr))',
      'the step looks ahead as Nesterov does',
    ],
  ]),
];
