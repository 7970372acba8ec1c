import { mutantsAt, type Mutant } from '../mutant.ts';

const m = 'm = m.mul(beta1).add(g.mul(1 - beta1));';
const v = 'v = v.mul(beta2).add(g.square().mul(1 - beta2));';

const ofGradient = {
  find: m,
  first: 'm',
  remedy: 'm = beta1 · m + (1 − beta1) · g',
};
const ofSquares = {
  find: v,
  first: 'v',
  remedy: 'v = beta2 · v + (1 − beta2) · g²',
};

/** Mistakes in the average m of the gradient. */
export const inAverage: readonly Mutant[] = mutantsAt(ofGradient, [
  [
    'm-without-share',
    'm = m.mul(beta1).add(g);',
    'the gradient enters the average m whole, without the share 1 − beta1',
  ],
  [
    'm-shares-swapped',
    'm = m.mul(1 - beta1).add(g.mul(beta1));',
    'beta1 and 1 − beta1 have changed places in the average m',
  ],
  [
    'm-larger-of-both',
    'm = m.mul(beta1).maximum(g.mul(1 - beta1));',
    'm takes the larger of its two terms in place of their sum',
  ],
  ['m-not-kept', 'm = g.mul(1 - beta1);', 'the average m forgets what it was before'],
  ['m-never-forgets', 'm = m.add(g.mul(1 - beta1));', 'the average m never forgets'],
  [
    'm-with-beta2',
    'm = m.mul(beta2).add(g.mul(1 - beta2));',
    'the average of the gradient decays with beta2 in place of beta1',
    { remedy: 'm uses beta1, v uses beta2' },
  ],
  [
    'm-of-squares',
    'm = m.mul(beta1).add(g.square().mul(1 - beta1));',
    'm averages g² in place of g',
  ],
  ['m-of-weight', 'm = m.mul(beta1).add(w.mul(1 - beta1));', 'm averages the weight'],
]);

/** The step takes m from before this update, where `mHat` is made of m. */
export const averageUsedLate: readonly Mutant[] = mutantsAt(ofGradient, [
  [
    'm-before-update',
    `const before = m;\n    ${m}`,
    'the step takes m as it was before this update',
    {
      first: 'mHat',
      remedy: 'update m first, then step with it',
      also: [['const mHat = m.div(', 'const mHat = before.div(']],
    },
  ],
]);

/** Mistakes in the average v of the squared gradient. */
export const inAverageOfSquares: readonly Mutant[] = mutantsAt(ofSquares, [
  [
    'v-without-share',
    'v = v.mul(beta2).add(g.square());',
    'the squared gradient enters the average v whole, without the share 1 − beta2',
  ],
  [
    'v-shares-swapped',
    'v = v.mul(1 - beta2).add(g.square().mul(beta2));',
    'beta2 and 1 − beta2 have changed places in the average v',
  ],
  [
    'v-never-falls',
    `const older = v;\n    ${v}\n    v = v.maximum(older);`,
    'v never falls: its old value is kept where the new one is smaller, which is AMSGrad with its maximum fed back',
  ],
  [
    'v-larger-of-both',
    'v = v.mul(beta2).maximum(g.square().mul(1 - beta2));',
    'v takes the larger of its two terms in place of their sum',
  ],
  ['v-not-kept', 'v = g.square().mul(1 - beta2);', 'the average v forgets what it was before'],
  ['v-never-forgets', 'v = v.add(g.square().mul(1 - beta2));', 'the average v never forgets'],
  [
    'v-with-beta1',
    'v = v.mul(beta1).add(g.square().mul(1 - beta1));',
    'the average of the squared gradient decays with beta1 in place of beta2',
    { remedy: 'm uses beta1, v uses beta2' },
  ],
  [
    'v-of-absolute-gradient',
    'v = v.mul(beta2).add(g.abs().mul(1 - beta2));',
    'v averages |g| in place of g²',
  ],
  [
    'v-of-unsquared-gradient',
    'v = v.mul(beta2).add(g.mul(1 - beta2));',
    'v averages g in place of g²',
  ],
  [
    'v-share-squared',
    'v = v.mul(beta2).add(g.mul(1 - beta2).square());',
    'the share 1 − beta2 is squared together with the gradient',
    { remedy: '(1 − beta2) · g², not ((1 − beta2) · g)²' },
  ],
  [
    'v-with-epsilon',
    'v = v.mul(beta2).add(g.square().mul(1 - beta2)).add(epsilon);',
    'epsilon is added to the average v in every update',
    { remedy: 'add epsilon to √v̂ alone, and do not keep it' },
  ],
  ['v-of-weight', 'v = v.mul(beta2).add(w.square().mul(1 - beta2));', 'v averages w²'],
]);

/** The average v takes other squares, where there is an m too. */
export const squaresOfOthers: readonly Mutant[] = mutantsAt(ofSquares, [
  ['v-of-m', 'v = v.mul(beta2).add(m.square().mul(1 - beta2));', 'v averages m² in place of g²'],
  [
    'v-of-surprise',
    'v = v.mul(beta2).add(g.sub(m).square().mul(1 - beta2));',
    'v averages (g − m)², as in AdaBelief, in place of g²',
  ],
]);

/** The step takes v from before this update, where `vHat` is made of v. */
export const squaresUsedLate: readonly Mutant[] = mutantsAt(ofSquares, [
  [
    'v-before-update',
    `const earlier = v;\n    ${v}`,
    'the step is divided by the root of v as it was before this update',
    {
      first: 'vHat',
      remedy: 'update v first, then divide by its root',
      also: [['const vHat = v.div(', 'const vHat = earlier.div(']],
    },
  ],
]);
