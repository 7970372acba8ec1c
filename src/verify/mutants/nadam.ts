import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const sources = optimizerFiles('nadam');
const schedule = 'beta1 * (1 - 0.5 * 0.96 ** (i * momentumDecay))';
const product = 'productOf(mu, `${beta1} ${momentumDecay}`, t)';
const ahead = '.mul(mu(t + 1) / (1 - product * mu(t + 1)))';
const now = 'g.mul((1 - mu(t)) / (1 - product))';

/** Mistakes that only NAdam can have. */
export const nadam: readonly Mutant[] = [
  ...mistakes(
    {
      sources,
      find: schedule,
      first: 'mu',
      remedy: 'mu of update i = beta1 · (1 − ½ · 0.96^(i · momentumDecay))',
    },
    [
      [
        'momentum-without-schedule',
        'beta1 + 0 * i',
        'the momentum is beta1 in every update, without the schedule that lets it rise',
        { library: 'Optax' },
      ],
      [
        'schedule-without-half',
        'beta1 * (1 - 0.96 ** (i * momentumDecay))',
        'the momentum schedule lacks the factor ½',
      ],
      [
        'schedule-without-beta1',
        '1 - 0.5 * 0.96 ** (i * momentumDecay)',
        'the momentum schedule lacks the factor beta1',
      ],
      [
        'schedule-falls',
        'beta1 * (1 + 0.5 * 0.96 ** (i * momentumDecay)) / 1.5',
        'the momentum falls in place of rising',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: product,
      first: 'product',
      remedy: 'correct with the product of all mu so far, each taken once',
    },
    [
      [
        'product-with-mu-twice',
        `${product} ** 2`,
        'each mu is multiplied into the product twice',
        { seen: 'PyTorch up to 1.13 (pytorch #92699)' },
      ],

      [
        'product-of-beta1',
        'beta1 ** t',
        'the corrections take beta1^t in place of the product of all mu so far',
      ],
      [
        'product-not-kept',
        'mu(t)',
        'the corrections take the mu of now, not the product of all so far',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: ahead,
      first: 'mHat',
      remedy:
        'mu(t+1) · m / (1 − P · mu(t+1)) + (1 − mu(t)) · g / (1 − P), with P the product up to t',
    },
    [
      [
        'ahead-corrected-for-now',
        '.mul(mu(t + 1) / (1 - product))',
        'm is corrected with the product up to now, without the next mu',
      ],

      [
        'ahead-uncorrected',
        '.mul(mu(t + 1))',
        'the look-ahead part is not corrected for starting at zero',
      ],
      ['ahead-whole', '.mul(1 / (1 - product * mu(t + 1)))', 'm is not multiplied by the next mu'],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: now,
      first: 'mHat',
      remedy:
        'mu(t+1) · m / (1 − P · mu(t+1)) + (1 − mu(t)) · g / (1 − P), with P the product up to t',
    },
    [
      [
        'gradient-uncorrected',
        'g.mul(1 - mu(t))',
        'the part of the gradient of now is not corrected',
      ],
      [
        'gradient-whole',
        'g.mul(1 / (1 - product))',
        'the gradient of now enters without its share 1 − mu',
      ],

      ['gradient-missing', 'g.mul(0)', 'the gradient of now is missing in the step'],
      [
        'corrected-as-adam',
        'g.mul((1 - beta1) / (1 - beta1 ** t))',
        'there is no momentum schedule, and m is corrected for update t in place of t + 1',
        {
          seen: 'the overview of Ruder (arXiv 1609.04747), Flux.jl #224',
          also: [[ahead, '.mul(beta1 / (1 - beta1 ** t))']],
        },
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: 'w.sub(mHat',
      first: 'mHat',
      remedy: 'step with the sum of both parts',
    },
    [
      [
        'm-in-step',
        'w.sub(m',
        'the step takes m, without correction and without the gradient of now',
      ],
      ['adam-step', 'w.sub(m.div(1 - beta1 ** t)', 'the step does not look ahead: this is Adam'],
    ],
  ),
];
