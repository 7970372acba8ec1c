import { lars as rule } from '../../rules/lars.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import type { Stepper, TextbookOptions } from '../stepper.ts';

const { hypot } = Math;

/** @see You, Gitman & Ginsburg 2017 (arXiv 1708.03888), algorithm 1 */
function textbook({
  momentum: rho = 0.9,
  weightDecay = 0,
  trustCoefficient = 1e-3,
}: TextbookOptions): Stepper {
  let v: number[] = [];
  return (w, g, lr) => {
    const [wNorm, gNorm] = [hypot(...w), hypot(...g) + weightDecay * hypot(...w)];
    const local = wNorm > 0 && gNorm > 0 ? (trustCoefficient * wNorm) / gNorm : 1;
    v = w.map((wi, i) => rho * (v[i] ?? 0) + lr * local * ((g[i] as number) + weightDecay * wi));
    return w.map((wi, i) => wi - (v[i] as number));
  };
}

const length = 'norm(g).add(norm(w).mul(weightDecay))';
const larsRatio = 'trustRatio(norm(w), length, trustCoefficient)';
const velocity = 'v = v.mul(momentum).add(u.mul(trust).mul(lr));';
const ofRatio = {
  find: larsRatio,
  first: 'trust',
  remedy: 'trust = trustCoefficient · ‖w‖ / (‖g‖ + weightDecay · ‖w‖)',
};
const ofVelocity = {
  find: velocity,
  first: 'v',
  remedy: 'v = momentum · v + lr · trust · (g + weightDecay · w); w − v',
};

/** LARS beyond its rule: textbook, peers, mistakes. */
export const lars = ruleMember({
  name: 'lars',
  className: 'LARS',
  rule,
  textbook,
  libraryDefaults: [
    { option: 'weightDecay', value: 1e-4, library: 'the training recipe of ResNet' },
  ],
  // A small coefficient stands before each step.
  probeRate: 5,
  mutants: [
    ...mutantsAt(ofRatio, [
      ['trust-missing', 'norm(w).mul(0).add(1)', 'the step is not multiplied by the trust ratio'],
      [
        'trust-inverted',
        'trustRatio(length, norm(w), trustCoefficient)',
        'the trust ratio stands on its head',
      ],
      [
        'coefficient-missing',
        'trustRatio(norm(w), length)',
        'the trust ratio lacks the trust coefficient',
      ],
      [
        'trust-without-gradient',
        'norm(w).mul(trustCoefficient)',
        'the trust ratio is not divided by the norm of the gradient',
      ],
      [
        'trust-without-weight',
        'trustRatio(norm(w).mul(0).add(1), length, trustCoefficient)',
        'the trust ratio lacks the norm of the weight',
      ],
      [
        'norms-squared',
        'trustRatio(norm(w).square(), length.square(), trustCoefficient)',
        'the trust ratio takes squared norms',
      ],
      [
        'squares-of-norms',
        'trustRatio(w.norm().square(), g.norm().square().add(w.norm().square().mul(weightDecay)), trustCoefficient)',
        'the norms are squared: their roots are missing',
      ],
      [
        'norms-of-sums',
        'trustRatio(w.abs().mean(), g.abs().mean().add(w.abs().mean().mul(weightDecay)), trustCoefficient)',
        'the trust ratio takes sums of absolute values in place of Euclidean norms',
      ],
      [
        'trust-unguarded',
        'norm(w).mul(trustCoefficient).div(length)',
        'where the weight is zero the trust ratio is 0 in place of 1, so that it never starts to move',
        { remedy: 'take the ratio as 1 where either norm is 0' },
      ],
      [
        'trust-one-without-gradient',
        `${larsRatio}.sub(1).mul(sign(g.norm())).add(1)`,
        'where the gradient is zero the trust ratio is 1, whatever the decay',
        {
          remedy: 'take the ratio as 1 where it has no value',
          library: "TensorFlow's LARSOptimizer",
        },
      ],
      [
        'trust-by-element',
        'trustRatio(w.abs(), g.abs().add(w.abs().mul(weightDecay)), trustCoefficient)',
        'each element has a trust ratio of its own, in place of one for the whole variable',
      ],
      [
        'trust-of-velocity',
        'trustRatio(norm(w), norm(v.mul(momentum).add(u)), trustCoefficient)',
        'the trust ratio takes the norm of the velocity in place of the gradient',
      ],
    ]),
    ...mutantsAt({ ...ofRatio, find: length }, [
      [
        'norm-of-decayed-gradient',
        'norm(u)',
        'the trust ratio is divided by ‖g + weightDecay · w‖, not by the sum of the two norms',
        { library: 'Optax' },
      ],
      ['norm-without-decay', 'norm(g)', 'the trust ratio leaves the decay out of the norm below'],
      [
        'norm-of-weight-whole',
        'norm(g).add(norm(w))',
        'the norm of the weight below is not multiplied by weightDecay',
      ],
    ]),
    ...mutantsAt(
      { ...ofRatio, find: 'g.add(w.mul(weightDecay))', first: 'u', remedy: ofVelocity.remedy },
      [
        ['decay-missing', 'g', 'weightDecay has no effect on the direction'],
        [
          'decay-grows',
          'g.sub(w.mul(weightDecay))',
          'the decay has the wrong sign in the direction',
        ],
        [
          'decay-with-rate',
          'g.add(w.mul(weightDecay * lr))',
          'the decay in the direction is multiplied by the learning rate once more',
        ],
      ],
    ),
    ...mutantsAt(
      {
        ...ofRatio,
        find: 'const u = g.add(w.mul(weightDecay));',
        first: 'w',
        remedy: ofVelocity.remedy,
      },
      [
        [
          'decay-outside',
          'const u = g;',
          'the weight is shrunk by itself, in place of a decay that the trust ratio scales',
          { also: [['w: w.sub(v)', 'w: w.mul(1 - lr * weightDecay).sub(v)']] },
        ],
      ],
    ),
    ...mutantsAt(ofVelocity, [
      [
        'rate-outside-velocity',
        'v = v.mul(momentum).add(u.mul(trust));',
        'the learning rate is outside the velocity',
        {
          library: "NVIDIA Apex's LARC over PyTorch's SGD",
          also: [['w.sub(v)', 'w.sub(v.mul(lr))']],
        },
      ],
      [
        'trust-outside-velocity',
        'v = v.mul(momentum).add(u);',
        'the trust ratio and the rate scale the whole velocity, not each gradient as it comes',
        { also: [['w.sub(v)', 'w.sub(v.mul(trust).mul(lr))']] },
      ],
      [
        'velocity-averaged',
        'v = v.mul(momentum).add(u.mul(trust).mul(lr * (1 - momentum)));',
        'the gradient enters the velocity with the share 1 − momentum (an average in place of a sum)',
      ],
      ['velocity-not-kept', 'v = u.mul(trust).mul(lr);', 'the velocity forgets what it was before'],
      ['velocity-never-forgets', 'v = v.add(u.mul(trust).mul(lr));', 'the velocity never forgets'],
      [
        'rate-missing',
        'v = v.mul(momentum).add(u.mul(trust));',
        'the step is not multiplied by the learning rate',
        { first: 'lr' },
      ],
      [
        'rate-twice',
        velocity,
        'the learning rate is applied twice: in v and in the step',
        { first: 'lr', also: [['w.sub(v)', 'w.sub(v.mul(lr))']] },
      ],
      [
        'ascends',
        velocity,
        'the weight goes uphill: the step is added',
        { first: 'w', remedy: 'subtract the step', also: [['w.sub(v)', 'w.add(v)']] },
      ],
      [
        'velocity-before-update',
        `const before = v;\n    ${velocity}`,
        'the step takes the velocity as it was before this update',
        {
          first: 'w',
          remedy: 'update v first, then step with it',
          also: [['w.sub(v)', 'w.sub(before)']],
        },
      ],
      [
        'nesterov',
        velocity,
        'the step looks ahead as Nesterov does',
        { first: 'w', also: [['w.sub(v)', 'w.sub(v.mul(momentum).add(u.mul(trust).mul(lr)))']] },
      ],
    ]),
  ],
});
