import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const lesson = 'momentum';
const kept = 'v = v.mul(momentum).add(g);';
const heavyStep = 'w.sub(v.mul(lr))';
const nesterovStep = 'w.sub(g.add(v.mul(momentum)).mul(lr))';
const counted = ['{ w, g, lr }: Step', '{ w, g, lr, t }: Step'] as const;

const ofVelocity = {
  sources: optimizerFiles('momentum nesterov'),
  find: kept,
  first: 'v',
  remedy: 'v = momentum · v + g',
  lesson,
};
const ofHeavyBall = {
  sources: optimizerFiles('momentum'),
  find: heavyStep,
  first: 'w',
  remedy: 'w − lr · v',
  lesson,
};
const ofNesterov = {
  sources: optimizerFiles('nesterov'),
  find: nesterovStep,
  first: 'w',
  remedy: 'w − lr · (g + momentum · v), with the new v',
  lesson,
};
const inVelocity = {
  fault: 'the learning rate is inside the velocity, which remembers old rates',
  instead: 'v = v.mul(momentum).add(g.mul(lr));',
  more: { library: 'Keras', seen: 'aprender #2190', remedy: 'v = momentum · v + g; w − lr · v' },
};
const before = `const before = v;\n    ${kept}`;

/** Mistakes in momentum and Nesterov momentum. */
export const velocity: readonly Mutant[] = [
  ...mistakes(ofVelocity, [
    [
      'velocity-averaged',
      'v = v.mul(momentum).add(g.mul(1 - momentum));',
      'the gradient enters the velocity with the share 1 − momentum (an average in place of a sum)',
      { library: "Optax's ema" },
    ],
    [
      'velocity-dampened',
      'v = v.mul(momentum).add(g.mul(t > 1 ? 1 - momentum : 1));',
      'from the second update on the gradient enters the velocity with the share 1 − momentum',
      { library: 'PyTorch with dampening', also: [counted] },
    ],
    ['velocity-not-kept', 'v = g;', 'the velocity forgets what it was before'],
    ['velocity-never-forgets', 'v = v.add(g);', 'the velocity never forgets'],
    [
      'momentum-on-gradient',
      'v = v.add(g.mul(momentum));',
      'momentum scales the gradient in place of the old velocity',
    ],
    [
      'velocity-shares-swapped',
      'v = v.mul(1 - momentum).add(g.mul(momentum));',
      'momentum and 1 − momentum have changed places in the velocity',
    ],
    [
      'velocity-reversed',
      'v = g.sub(v.mul(momentum));',
      'the old velocity is subtracted from the gradient',
    ],
    ['momentum-on-both', 'v = v.add(g).mul(momentum);', 'momentum scales the new gradient too'],
    [
      'velocity-of-weight',
      'v = v.mul(momentum).add(w);',
      'the velocity takes in the weight in place of the gradient',
    ],
    [
      'velocity-of-squares',
      'v = v.mul(momentum).add(g.square());',
      'the velocity takes in g² in place of g',
    ],
  ]),
  ...mistakes({ ...ofVelocity, sources: optimizerFiles('momentum') }, [
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
      inVelocity.instead,
      inVelocity.fault,
      { ...inVelocity.more, also: [[heavyStep, 'w.sub(v)']] },
    ],
    ['rate-twice', inVelocity.instead, 'the learning rate is applied twice: in v and in the step'],
  ]),
  ...mistakes(ofHeavyBall, [
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
  ...mistakes({ ...ofVelocity, sources: optimizerFiles('nesterov') }, [
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
      inVelocity.instead,
      inVelocity.fault,
      { ...inVelocity.more, also: [[nesterovStep, 'w.sub(g.mul(lr).add(v.mul(momentum)))']] },
    ],
    [
      'rate-twice',
      inVelocity.instead,
      'the learning rate is applied to the velocity twice: in v and in the step',
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
  ...mistakes(ofNesterov, [
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
    ['look-ahead-whole', 'w.sub(g.add(v).mul(lr))', 'the look-ahead is not multiplied by momentum'],
    [
      'gradient-missing-in-step',
      'w.sub(v.mul(momentum).mul(lr))',
      'the step lacks the gradient of now',
    ],
    [
      'momentum-on-gradient-in-step',
      'w.sub(v.add(g.mul(momentum)).mul(lr))',
      'in the step momentum scales the gradient in place of the velocity',
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
];
