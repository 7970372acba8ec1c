import { momentum as rule } from '../../rules/momentum.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { before, inVelocity, ofVelocity, rateInside } from '../mutants/velocity.ts';
import { nesterov } from './nesterov.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

/** @see Polyak 1964; the velocity holds no learning rate */
function textbook({ momentum: rho = 0.9 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let v = 0;
    return (w, g, lr) => {
      v = rho * v + g;
      return w - lr * v;
    };
  });
}

const heavyStep = 'w.sub(v.mul(lr))';
const ofHeavyBall = {
  find: heavyStep,
  first: 'w',
  remedy: 'w − lr · v',
};

/** Momentum beyond its rule: textbook, peers, mistakes. */
export const momentum = ruleMember({
  name: 'momentum',
  className: 'Momentum',
  rule,
  aliases: ['sgdmomentum', 'sgdwithmomentum', 'heavyball'],
  textbook,
  builtin: {
    name: 'tf.train.momentum',
    make: (tf, { learningRate, momentum }) => tf.train.momentum(learningRate, momentum),
  },
  variants: [nesterov],
  libraryDefaults: [{ option: 'momentum', value: 0, library: 'PyTorch and Keras', off: true }],
  mutants: [
    ...inVelocity,
    ...mutantsAt(ofVelocity, [
      [
        'velocity-before-update',
        before,
        'the step takes the velocity as it was before this update',
        {
          first: 'w',
          remedy: 'update v first, then step with it',
          also: [[heavyStep, 'w.sub(before.mul(lr))']],
        },
      ],
      [
        'rate-inside-velocity',
        rateInside.instead,
        rateInside.fault,
        { ...rateInside.more, also: [[heavyStep, 'w.sub(v)']] },
      ],
      [
        'rate-twice',
        rateInside.instead,
        'the learning rate is applied twice: in v and in the step',
      ],
    ]),
    ...mutantsAt(ofHeavyBall, [
      [
        'ascends',
        'w.add(v.mul(lr))',
        'the weight goes uphill: the step is added',
        { remedy: 'subtract the step' },
      ],
      [
        'rate-missing',
        'w.sub(v)',
        'the step is not multiplied by the learning rate',
        { first: 'lr' },
      ],
      ['gradient-in-step', 'w.sub(g.mul(lr))', 'the step takes the gradient, not the velocity'],
      [
        'momentum-in-step',
        'w.sub(v.mul(momentum).mul(lr))',
        'the step is multiplied by momentum once more',
      ],
      [
        'gradient-twice',
        'w.sub(v.add(g).mul(lr))',
        'the step adds the gradient to a velocity that holds it already',
      ],
    ]),
  ],
});
