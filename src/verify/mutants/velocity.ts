import { rateInside as inside } from '../faults/rate.ts';
import { mutantsAt, type Mutant } from '../mutant.ts';

/** The line in which the velocity takes the gradient in. */
const kept = 'v = v.mul(momentum).add(g);';
const counted = ['update({ w, g, lr }', 'update({ w, g, lr, t }'] as const;

/** Where the velocity is made. */
export const ofVelocity = {
  find: kept,
  first: 'v',
  remedy: 'v = momentum · v + g',
};
/** The rate within the velocity, and what to say of it. */
export const rateInside = {
  fault: 'the learning rate is inside the velocity, which remembers old rates',
  instead: 'v = v.mul(momentum).add(g.mul(lr));',
  more: {
    library: 'Keras and CS231n',
    seen: 'aprender #2190',
    remedy: 'v = momentum · v + g; w − lr · v',
    around: inside,
  },
};
/** The velocity from before this update, kept. */
export const before = `const before = v;\n    ${kept}`;

/** Mistakes in the velocity. */
export const inVelocity: readonly Mutant[] = mutantsAt(ofVelocity, [
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
  [
    'velocity-share-of-square',
    'v = v.mul(momentum).add(g.mul(1 - momentum ** 2));',
    'the gradient enters the velocity with the share 1 − momentum², and should enter whole',
  ],
  [
    'velocity-share-of-root',
    'v = v.mul(momentum).add(g.mul(Math.sqrt(1 - momentum ** 2)));',
    'the gradient enters the velocity with the share √(1 − momentum²), and should enter whole',
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
]);
