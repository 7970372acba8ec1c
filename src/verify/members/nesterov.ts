import { nesterov as rule } from '../../rules/nesterov.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { before, inVelocity, ofVelocity, rateInside } from '../mutants/velocity.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

/** @see Sutskever et al. 2013, eq. 3-4, rewritten for a gradient taken at the weight itself */
function textbook({ momentum: rho = 0.9 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let v = 0;
    return (w, g, lr) => {
      v = rho * v + g;
      return w - lr * (g + rho * v);
    };
  });
}

const heavyStep = 'w.sub(v.mul(lr))';
const nesterovStep = 'w.sub(g.add(v.mul(momentum)).mul(lr))';
const ofNesterov = {
  find: nesterovStep,
  first: 'w',
  remedy: 'w − lr · (g + momentum · v), with the new v',
};

/** Nesterov beyond its rule: textbook, peers, mistakes. */
export const nesterov = ruleMember({
  name: 'nesterov',
  className: 'Nesterov',
  rule,
  aliases: ['nag', 'nesterovmomentum', 'sgdnesterov'],
  textbook,
  builtin: {
    name: 'tf.train.momentum',
    make: (tf, { learningRate, momentum }) => tf.train.momentum(learningRate, momentum, true),
  },
  libraryDefaults: [{ option: 'momentum', value: 0, library: 'PyTorch and Keras', off: true }],
  switches: { nesterov: true },
  mutants: [
    ...inVelocity,
    ...mutantsAt(ofVelocity, [
      [
        'velocity-before-update',
        before,
        'the step looks ahead with the old velocity: this is plain momentum',
        {
          first: 'w',
          remedy: ofNesterov.remedy,
          also: [[nesterovStep, 'w.sub(g.add(before.mul(momentum)).mul(lr))']],
        },
      ],
      [
        'rate-inside-velocity',
        rateInside.instead,
        rateInside.fault,
        { ...rateInside.more, also: [[nesterovStep, 'w.sub(g.mul(lr).add(v.mul(momentum)))']] },
      ],
      [
        'rate-twice',
        rateInside.instead,
        'the learning rate is applied to the velocity twice: in v and in the step',
      ],
      [
        'look-ahead-half-updated',
        before,
        'the step looks ahead with a velocity that is only half updated: momentum · v_old, without the gradient',
        {
          first: 'w',
          remedy: ofNesterov.remedy,
          also: [[nesterovStep, 'w.sub(g.add(before.mul(momentum * momentum)).mul(lr))']],
        },
      ],
      [
        'one-missing-in-look-ahead',
        before,
        'the step is momentum · v − momentum · v_old: the 1 of (1 + momentum) · v is missing',
        {
          first: 'w',
          remedy: ofNesterov.remedy,
          also: [[nesterovStep, 'w.sub(v.sub(before).mul(momentum).mul(lr))']],
        },
      ],
      [
        'sign-of-previous',
        before,
        'the old velocity is added where it should be subtracted: (1 + momentum) · v − momentum · v_old',
        {
          first: 'w',
          remedy: ofNesterov.remedy,
          also: [[nesterovStep, 'w.sub(before.mul(momentum).add(v.mul(1 + momentum)).mul(lr))']],
        },
      ],
    ]),
    ...mutantsAt(ofNesterov, [
      [
        'ascends',
        'w.add(g.add(v.mul(momentum)).mul(lr))',
        'the weight goes uphill: the step is added',
        { remedy: 'subtract the step' },
      ],
      [
        'rate-missing',
        'w.sub(g.add(v.mul(momentum)))',
        'the step is not multiplied by the learning rate',
        { first: 'lr' },
      ],
      ['look-ahead-missing', heavyStep, 'the step does not look ahead: this is plain momentum'],
      [
        'look-ahead-whole',
        'w.sub(g.add(v).mul(lr))',
        'the look-ahead is not multiplied by momentum',
      ],
      [
        'gradient-missing-in-step',
        'w.sub(v.mul(momentum).mul(lr))',
        'the step lacks the gradient of now',
      ],
      [
        'momentum-on-gradient-in-step',
        'w.sub(v.add(g.mul(momentum)).mul(lr))',
        'in the step momentum scales the gradient in place of the velocity, as where (1 + momentum) · v − momentum · v_old takes a v_old that is half updated',
      ],
      [
        'look-ahead-subtracted',
        'w.sub(g.sub(v.mul(momentum)).mul(lr))',
        'the look-ahead is subtracted from the gradient',
      ],
      [
        'previous-missing',
        'w.sub(v.mul(1 + momentum).mul(lr))',
        'the step is (1 + momentum) · v without − momentum · v_old',
      ],
      [
        'gradient-added-in-step',
        'w.sub(v.mul(momentum).sub(g).mul(lr))',
        'the gradient has the wrong sign in the step: momentum · v − g',
      ],
      [
        'look-ahead-kept',
        'w.sub(g.add(v.mul(momentum)).mul(lr))',
        'the look-ahead g + momentum · v is kept as the velocity, which is so updated twice',
        { first: 'v', also: [[', v };', ', v: g.add(v.mul(momentum)) };']] },
      ],
      [
        'look-ahead-twice',
        'w.sub(g.add(v.mul(momentum * momentum)).mul(lr))',
        'the look-ahead is multiplied by momentum twice',
      ],
      [
        'rate-on-gradient-only',
        'w.sub(g.mul(lr).add(v.mul(momentum)))',
        'the learning rate scales the gradient but not the velocity',
        { first: 'lr' },
      ],
      [
        'rate-on-velocity-only',
        'w.sub(g.add(v.mul(momentum).mul(lr)))',
        'the learning rate scales the velocity but not the gradient',
        { first: 'lr' },
      ],
    ]),
  ],
});
