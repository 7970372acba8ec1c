import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const sources = optimizerFiles('adafactor');
const squares = 'const g2 = g.square().add(epsilon1).mul(share);';
const factored = 'g.div(r.sqrt()).mul(r.mean(-2, true).sqrt()).div(c.sqrt())';
const scale = '      .maximum(epsilon2)\n';

/** Mistakes in Adafactor. */
export const adafactor: readonly Mutant[] = [
  ...mistakes(
    {
      sources,
      find: 't ** -decayRate',
      first: 'share',
      remedy: 'a new square has the share t^−decayRate',
    },
    [
      [
        'share-constant',
        '1 - 0.999',
        'the averages decay with the constant 0.999 in place of a decay that grows with t',
      ],
      [
        'share-complement',
        '1 - t ** -decayRate',
        'the shares of old and new squares have changed places',
      ],
      ['share-not-to-rate', '1 / t', 'a new square has the share 1 / t: decayRate is not used'],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: squares,
      first: 'v',
      remedy: 'average g² + epsilon1 with the share t^−decayRate',
    },
    [
      [
        'share-missing',
        'const g2 = g.square().add(epsilon1);',
        'new squares enter the averages whole, without their share',
      ],
      [
        'squares-of-absolute',
        'const g2 = g.abs().add(epsilon1).mul(share);',
        'the averages take |g| in place of g²',
      ],
      [
        'epsilon1-missing',
        'const g2 = g.square().mul(share);',
        'epsilon1 is missing, so that a gradient of zero gives 0 / 0',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: 'v = v.mul(1 - share).add(g2);',
      first: 'v',
      remedy: 'average g² of a vector as Adam does',
    },
    [
      ['v-not-kept', 'v = g2;', 'the average square of a vector forgets what it was before'],
      ['v-never-forgets', 'v = v.add(g2);', 'the average square of a vector never forgets'],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: 'u = g.div(v.sqrt());',
      first: 'u',
      remedy: 'divide g by the root of its average square',
    },
    [
      [
        'root-missing',
        'u = g.div(v);',
        'the gradient of a vector is divided by the average square, not by its root',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: 'r = r.mul(1 - share).add(g2.mean(-1, true));',
      first: 'r',
      remedy: 'average the means of the rows',
    },
    [
      [
        'r-not-kept',
        'r = g2.mean(-1, true);',
        'the averages of the rows forget what they were before',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: 'c = c.mul(1 - share).add(g2.mean(-2, true));',
      first: 'c',
      remedy: 'average the means of the columns',
    },
    [
      [
        'c-not-kept',
        'c = g2.mean(-2, true);',
        'the averages of the columns forget what they were before',
      ],
    ],
  ),
  ...mistakes({ sources, find: factored, first: 'u', remedy: 'u = g · √(mean(r) / (r · c))' }, [
    [
      'mean-of-rows-missing',
      'g.div(r.sqrt()).div(c.sqrt())',
      'the mean of the rows is missing: v = r · c / mean(r)',
    ],
    [
      'mean-of-rows-squared',
      'g.div(r.sqrt()).mul(r.mean(-2, true)).div(c.sqrt())',
      'the root over the mean of the rows is missing',
    ],
    ['rows-only', 'g.div(r.sqrt())', 'the gradient is divided by what its row says alone'],
    ['columns-only', 'g.div(c.sqrt())', 'the gradient is divided by what its column says alone'],
    [
      'roots-missing',
      'g.div(r).mul(r.mean(-2, true)).div(c)',
      'the roots are missing: g · mean(r) / (r · c)',
    ],
    [
      'mean-divides',
      'g.div(r.sqrt()).div(r.mean(-2, true).sqrt()).div(c.sqrt())',
      'the mean of the rows divides in place of multiplying',
    ],
  ]),
  ...mistakes(
    {
      sources,
      find: 'u = u.div(rms(u).div(clipThreshold).maximum(1));',
      first: 'u',
      remedy: 'divide u by max(1, RMS(u) / clipThreshold)',
    },
    [
      ['clip-missing', '', 'the step is not clipped'],
      [
        'clip-always',
        'u = u.div(rms(u).div(clipThreshold));',
        'the step is always brought to the threshold, not only where it is beyond',
      ],
      [
        'clip-by-norm',
        'u = u.div(u.norm().div(clipThreshold).maximum(1));',
        'the step is clipped by its norm, not by its root mean square',
      ],
      [
        'clip-by-element',
        'u = u.div(u.abs().div(clipThreshold).maximum(1));',
        'each element is clipped by itself',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: `rms(w)\n${scale}`,
      first: 'scale',
      remedy: 'scale the step with max(epsilon2, RMS(w))',
    },
    [
      ['scale-missing', 'rms(w).mul(0).add(1)\n', 'the step is not scaled to the weight'],
      [
        'scale-by-norm',
        `w.norm()\n${scale}`,
        'the step is scaled by the norm of the weight, not by its root mean square',
      ],
      [
        'scale-without-least',
        'rms(w)\n',
        'epsilon2 is missing, so that a weight of zero never starts to move',
      ],
      [
        'scale-plus-epsilon',
        'rms(w)\n      .add(epsilon2)\n',
        'epsilon2 is added to the root mean square of the weight, not its least value',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: 'Math.min(lr, t ** -0.5)',
      first: 'lr',
      remedy: 'the rate is min(lr, 1 / √t)',
    },
    [
      ['rate-unlimited', 'lr', 'the rate is not limited by 1 / √t'],
      [
        'rate-over-root',
        'lr * t ** -0.5',
        'the rate is divided by √t in place of limited by 1 / √t',
      ],
      [
        'rate-as-maximum',
        'Math.max(lr, t ** -0.5)',
        'the larger of lr and 1 / √t is taken in place of the smaller',
      ],
      ['rate-missing', 't ** -0.5', 'the rate is 1 / √t, whatever learningRate is'],
      [
        'rate-limited-by-t',
        'Math.min(lr, 1 / t)',
        'the rate is limited by 1 / t in place of 1 / √t',
      ],
    ],
  ),
  ...mistakes({ sources, find: '.sub(u.mul(scale))', first: 'w', remedy: 'subtract the step' }, [
    ['ascends', '.add(u.mul(scale))', 'the weight goes uphill: the step is added'],
  ]),
];
