import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const sources = optimizerFiles('yogi');
const moved = 'v = v.sub(';

/** Mistakes that only Yogi can have. */
export const yogi: readonly Mutant[] = [
  ...mistakes(
    {
      sources,
      find: moved,
      first: 'v',
      remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
    },
    [
      ['sign-reversed', 'v = v.add(', 'v moves away from g²: the sign is the wrong way round'],
      ['v-decays-too', 'v = v.mul(beta2).sub(', 'v decays with beta2 as well'],
      ['v-not-kept', 'v = v.mul(0).sub(', 'v forgets what it was before'],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: 'sign(v.sub(g2))',
      first: 'v',
      remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
    },
    [
      ['sign-missing', 'v.sub(g2)', 'the sign is missing: v moves by (v − g²) · g²'],
      ['sign-of-gradient', 'sign(g)', 'the sign is that of the gradient, not of v − g²'],
      [
        'adam-average',
        'v.sub(g2).div(g2.maximum(2 ** -126))',
        'v moves by (1 − beta2) · (v − g²), which is the average of Adam',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: '        .mul(g2)\n',
      first: 'v',
      remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
    },
    [['square-missing', '', 'v moves by the sign alone, not by sign · g²']],
  ),
  ...mistakes(
    {
      sources,
      find: '.mul(1 - beta2)',
      first: 'v',
      remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
    },
    [
      ['v-without-share', '', 'g² moves v whole, without the share 1 − beta2'],
      ['v-with-beta1', '.mul(1 - beta1)', 'v moves with the share 1 − beta1 in place of 1 − beta2'],
      ['v-with-kept-share', '.mul(beta2)', 'v moves with the share beta2 in place of 1 − beta2'],
    ],
  ),
  ...mistakes(
    { sources, find: 'const g2 = g.square();', first: 'v', remedy: 'compare v with g²' },
    [['v-of-absolute-gradient', 'const g2 = g.abs();', 'v moves towards |g| in place of g²']],
  ),
  ...mistakes(
    {
      sources,
      find: 'return { v: w.mul(0).add(initialAccumulatorValue) };',
      first: 'm',
      remedy: 'start m at 0 and v at initialAccumulatorValue',
    },
    [
      [
        'averages-start-alike',
        'const v = w.mul(0).add(initialAccumulatorValue); return { v, m: v };',
        'the average m starts at initialAccumulatorValue too',
        { library: 'Optax' },
      ],
    ],
  ),
];
