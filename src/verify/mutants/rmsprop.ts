import { mutantsAt, type Mutant } from '../mutant.ts';

const ahead = ['update({ w, g, lr }', 'update({ w, g, lr, t }'] as const;
const average = 's = s.mul(decay).add(g.square().mul(1 - decay));';
const ofAverage = {
  find: average,
  first: 's',
  remedy: 's = decay · s + (1 − decay) · g²',
};

/** Mistakes in the average s of squared gradients. */
export const inAverage: readonly Mutant[] = mutantsAt(ofAverage, [
  [
    's-without-share',
    's = s.mul(decay).add(g.square());',
    'the squared gradient enters the average whole, without the share 1 − decay',
  ],
  [
    's-shares-swapped',
    's = s.mul(1 - decay).add(g.square().mul(decay));',
    'decay and 1 − decay have changed places in the average of g²',
  ],
  [
    's-larger-of-both',
    's = s.mul(decay).maximum(g.square().mul(1 - decay));',
    'the average takes the larger of its two terms in place of their sum',
  ],
  ['s-not-kept', 's = g.square().mul(1 - decay);', 'the average of g² forgets what it was before'],
  ['s-never-forgets', 's = s.add(g.square().mul(1 - decay));', 'the average of g² never forgets'],
  ['s-summed', 's = s.add(g.square());', 'the squares are summed, as in AdaGrad, not averaged'],
  [
    's-of-absolute-gradient',
    's = s.mul(decay).add(g.abs().mul(1 - decay));',
    'the average takes |g| in place of g²',
  ],
  [
    's-of-signed-squares',
    's = s.mul(decay).add(g.mul(g.abs()).mul(1 - decay));',
    'the average takes g · |g|, which has a sign, in place of g²; the root is taken of its size',
    { also: [['.sqrt().add(epsilon)', '.abs().sqrt().add(epsilon)']] },
  ],
  [
    's-plain-mean',
    's = s.mul((t - 1) / t).add(g.square().div(t));',
    's is the plain mean of all squares so far: decay has no effect',
    { also: [ahead] },
  ],
  [
    's-of-unsquared-gradient',
    's = s.mul(decay).add(g.mul(1 - decay));',
    'the average takes g in place of g²',
  ],
  [
    's-share-squared',
    's = s.mul(decay).add(g.mul(1 - decay).square());',
    'the share 1 − decay is squared together with the gradient',
  ],
  [
    's-with-epsilon',
    's = s.mul(decay).add(g.square().mul(1 - decay)).add(epsilon);',
    'epsilon is added to the average in every update',
    { remedy: 'add epsilon to √s alone, and do not keep it' },
  ],
]);

/** Mistakes in how that average divides. */
export const averageUsedLate: readonly Mutant[] = mutantsAt(ofAverage, [
  [
    's-before-update',
    `const earlier = s;\n    ${average}`,
    'the gradient is divided by the root of the average as it was before this update',
    {
      first: 'denominator',
      remedy: 'update s first, then divide by its root',
      also: [['s.sqrt().add(epsilon)', 'earlier.sqrt().add(epsilon)']],
    },
  ],
  [
    's-corrected',
    average,
    'the average is corrected for starting at zero, as in Adam; RMSProp does not do that',
    {
      first: 'denominator',
      remedy: 'divide by √s + epsilon',
      also: [ahead, ['s.sqrt().add(epsilon)', 's.div(1 - decay ** t).sqrt().add(epsilon)']],
    },
  ],
]);

/** Mistakes in the step. */
export const inStep: readonly Mutant[] = mutantsAt(
  {
    find: 'w: w.sub(g.mul(lr)',
    first: 'w',
    remedy: 'w − lr · g / (√s + epsilon)',
  },
  [
    [
      'ascends',
      'w: w.add(g.mul(lr)',
      'the weight goes uphill: the step is added',
      { remedy: 'subtract the step' },
    ],
    [
      'rate-missing',
      'w: w.sub(g',
      'the step is not multiplied by the learning rate',
      { first: 'lr' },
    ],
  ],
);
