import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const sources = optimizerFiles('schedule-free-adamw');
const fast = 'z = z.sub(g.div(vHat.sqrt().add(epsilon)).add(w.mul(weightDecay)).mul(lr));';
const averaged = 'const next = x.add(z.sub(x).mul(peak.square().div(sum.maximum(2 ** -126))));';
const between = 'w: next.mul(beta1).add(z.mul(1 - beta1))';

/** Mistakes in schedule-free AdamW. */
export const scheduleFree: readonly Mutant[] = [
  ...mistakes(
    {
      sources,
      find: 'w.mul(weightDecay)',
      first: 'z',
      remedy: 'z − lr · (g / (√v̂ + epsilon) + weightDecay · w)',
    },
    [
      [
        'decay-of-z',
        'z.mul(weightDecay)',
        'the decay takes z in place of the weight at which the gradient was taken',
      ],
      ['decay-missing', 'w.mul(0)', 'weightDecay has no effect'],
      ['decay-grows', 'w.mul(-weightDecay)', 'the weight decay lets weights grow'],
      [
        'decay-with-rate-twice',
        'w.mul(lr * weightDecay)',
        'the decay is multiplied by the learning rate twice',
      ],
    ],
  ),
  ...mistakes(
    { sources, find: fast, first: 'z', remedy: 'z − lr · (g / (√v̂ + epsilon) + weightDecay · w)' },
    [
      [
        'z-not-kept',
        fast.replace('z = z.sub', 'z = w.sub'),
        'z starts from the weight in every update: it is not kept',
      ],
      [
        'ascends',
        fast.replace('z = z.sub', 'z = z.add'),
        'z goes uphill: its step is added',
        { remedy: 'subtract the step' },
      ],
      [
        'rate-missing',
        fast.replace('.mul(lr)', ''),
        'the step of z is not multiplied by the learning rate',
        { first: 'lr' },
      ],
      [
        'decay-without-rate',
        'z = z.sub(g.div(vHat.sqrt().add(epsilon)).mul(lr)).sub(w.mul(weightDecay));',
        'the decay is not multiplied by the learning rate',
      ],
    ],
  ),
  ...mistakes({ sources, find: averaged, first: 'x', remedy: 'x + (peak² / Σ peak²) · (z − x)' }, [
    [
      'average-by-count',
      'const next = x.add(z.sub(x).mul(1 / t));',
      'x is the plain mean of all z: the rates do not weigh',
    ],
    [
      'average-with-beta1',
      'const next = x.mul(beta1).add(z.mul(1 - beta1));',
      'x is averaged with beta1 in place of the growing mean',
    ],
    [
      'average-unsquared',
      'const next = x.add(z.sub(x).mul(peak.div(sum.maximum(2 ** -126))));',
      'the weight of z in the mean lacks its square: peak in place of peak²',
      { also: [['sum.add(peak.square())', 'sum.add(peak)']] },
    ],
    [
      'average-reversed',
      'const next = z.add(x.sub(z).mul(peak.square().div(sum.maximum(2 ** -126))));',
      'x and z have changed places in the mean',
    ],
    ['average-missing', 'const next = z;', 'x is not averaged: it is z itself'],
  ]),
  ...mistakes(
    {
      sources,
      find: 'peak = peak.maximum(lr);',
      first: 'peak',
      remedy: 'weigh with the largest rate so far',
    },
    [
      [
        'weight-of-now',
        'peak = peak.mul(0).add(lr);',
        'z is weighed with the rate of now, not with the largest so far',
      ],
    ],
  ),
  ...mistakes({ sources, find: between, first: 'w', remedy: 'w = beta1 · x + (1 − beta1) · z' }, [
    [
      'between-swapped',
      'w: next.mul(1 - beta1).add(z.mul(beta1))',
      'beta1 and 1 − beta1 have changed places between x and z',
    ],
    [
      'weight-is-average',
      'w: next',
      'the weight is x itself, not a point between x and z',
      { remedy: 'w = beta1 · x + (1 − beta1) · z; x is for evaluation' },
    ],
    ['weight-is-fast', 'w: z', 'the weight is z itself, not a point between x and z'],
  ]),
  ...mistakes(
    {
      sources,
      find: 'const x = w.sub(z.mul(1 - beta1)).div(beta1);',
      first: 'x',
      remedy: 'x = (w − (1 − beta1) · z) / beta1',
    },
    [['x-is-weight', 'const x = w;', 'x is taken as the weight itself: z is not taken out of it']],
  ),
];
