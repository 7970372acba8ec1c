import { rmspropMomentum as rule } from '../../rules/rmsprop-momentum.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { inDenominator } from '../mutants/denominators.ts';
import { averageUsedLate, inAverage } from '../mutants/rmsprop.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';
import { insideRoot } from './rmsprop.ts';

const { sqrt } = Math;

/** @see Tieleman & Hinton 2012, lecture 6.5; the velocity holds no learning rate */
function textbook({ decay = 0.9, momentum: rho = 0.9, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [s, v] = [0, 0];
    return (w, g, lr) => {
      s = decay * s + (1 - decay) * g ** 2;
      v = rho * v + g / (sqrt(s) + epsilon);
      return w - lr * v;
    };
  });
}

const velocity = 'v = v.mul(momentum).add(g.div(s.sqrt().add(epsilon)));';
const lastLine = 'w: w.sub(v.mul(lr))';

/** RMSPropMomentum beyond its rule: textbook, peers, mistakes. */
export const rmspropMomentum = ruleMember({
  name: 'rmspropMomentum',
  className: 'RMSPropMomentum',
  rule,
  aliases: ['rmspropwithmomentum'],
  textbook,
  builtin: {
    name: 'tf.train.rmsprop',
    make: (tf, { learningRate, decay, momentum, epsilon }) =>
      tf.train.rmsprop(learningRate, decay, momentum, epsilon),
    scales: [1, 10],
    explanation: `${insideRoot} Its velocity holds the learning rate, which says the same while the rate does not change.`,
  },
  libraryDefaults: [
    { option: 'epsilon', value: 1e-7, library: 'tfjs and Keras' },
    { option: 'decay', value: 0.99, library: 'PyTorch' },
    { option: 'momentum', value: 0, library: 'tfjs, PyTorch and Keras', off: true },
  ],
  mutants: [
    ...inAverage,
    ...averageUsedLate,
    ...inDenominator({ under: 's', letter: 's', inside: { library: 'tfjs, Keras and Optax' } }),
    ...mutantsAt(
      {
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
    ...mutantsAt(
      {
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
    ...mutantsAt({ find: lastLine, first: 'w', remedy: 'w − lr · v' }, [
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
      [
        'nesterov-unscaled',
        'w: w.sub(v.mul(momentum).add(g).mul(lr))',
        'the step looks ahead as Nesterov does, and adds the gradient itself, not divided by √s + epsilon',
      ],
    ]),
  ],
});
