import type { Random } from '../../shared/random.ts';
import type { Argument, Elements } from '../argument.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

/** Weights of either sign, each so many times as far from 0 as the step reaches. */
function around(
  draw: Random,
  step: number,
  l1: number,
  times: readonly (readonly [from: number, to: number])[],
): Argument[] {
  const elements = times.flatMap(([from, to]) =>
    [1, -1].map((sign) => sign * step * l1 * (from + (to - from) * draw.uniform())),
  );
  return [{ elements }, step, { l1 }];
}

/** What is known of the proximal step of L1. */
export const softThreshold = plainFunction({
  name: 'softThreshold',
  aliases: ['softthresholding', 'shrinkage', 'ista', 'proximall1', 'proximalstep', 'proxl1'],
  room: 'regularizers',
  scenarios: (draw) => [
    {
      id: 'far-away',
      about: 'weights that the step does not bring to 0',
      calls: [
        around(draw, 0.2, 0.6, [[1.5, 6]]),
        around(draw, 0.05, 2.5, [[1.5, 6]]),
        around(draw, 0.3, 0.5, [
          [1.2, 3],
          [3, 8],
        ]),
      ],
    },
    {
      id: 'some-near',
      about: 'weights within the reach of the step beside others',
      calls: [
        around(draw, 0.2, 0.6, [
          [0.1, 0.9],
          [1.2, 4],
        ]),
        around(draw, 0.5, 1.5, [
          [0.1, 0.5],
          [0.5, 0.9],
          [1.1, 3],
        ]),
      ],
    },
    {
      id: 'all-near',
      about: 'no weight beyond the reach of the step, and weights that are 0 already',
      calls: [around(draw, 0.2, 0.6, [[0.1, 0.9]]), [{ elements: [0, 0] }, 0.1, { l1: 2 }]],
    },
    {
      id: 'nothing-to-pay',
      about: 'a price of 0',
      calls: [[{ elements: [0.7, -1.3, 0] }, 0.2, { l1: 0 }]],
    },
  ],
  // The least of the three candidates: both sides of the corner, each where it is on its side, and the corner itself.
  textbook: ([{ elements }, step, { l1 }]: readonly [
    Elements,
    number,
    { readonly l1: number },
  ]) => {
    const cost = (v: number, w: number) => (v - w) ** 2 / 2 + step * l1 * Math.abs(v);
    return elements.map((w) =>
      [Math.max(0, w - step * l1), Math.min(0, w + step * l1)].reduce(
        (best, v) => (cost(v, w) < cost(best, w) ? v : best),
        0,
      ),
    );
  },
  mutants: [
    ...mutantsAt({ find: 'step * l1', first: 'reach', remedy: 'a weight goes by step · l1' }, [
      ['step-missing', 'l1', 'the learning rate is left out'],
      ['strength-missing', 'step', 'the strength is left out'],
      ['doubled', '2 * step * l1', 'the way is twice as long: |w| has no 2 in its slope, w² has'],
      ['halved', '(step * l1) / 2', 'the way is half as long: the ½ stands before the square'],
      ['strength-squared', 'step * l1 ** 2', 'the strength is squared'],
      ['step-squared', 'step ** 2 * l1', 'the learning rate is squared'],
      ['divided', 'l1 / step', 'it divides by the learning rate'],
      ['added', 'step + l1', 'rate and strength are added'],
    ]),
    ...mutantsAt(
      {
        find: 'w.sub(w.minimum(reach).maximum(-reach))',
        first: 'step',
        remedy: 'go towards 0 by step · l1, and stay at 0 where that would overshoot',
      },
      [
        [
          'overshoots',
          'w.sub(sign(w).mul(reach))',
          'it steps across 0: this is the slope, which never stops there',
        ],
        [
          'hard',
          'w.mul(sign(w.abs().sub(reach)).maximum(0))',
          'this is the hard threshold: a weight farther away stays where it is, and should come nearer, too',
        ],
        [
          'clipped',
          'w.minimum(reach).maximum(-reach)',
          'it keeps what it should take away, and takes what it should keep',
        ],
        [
          'outwards',
          'w.add(w.minimum(reach).maximum(-reach))',
          'weights go away from 0',
          { remedy: 'subtract from weights above 0, add to those below' },
        ],
        [
          'positive-only',
          'w.sub(reach).maximum(0)',
          'weights below 0 all become 0',
          { remedy: 'treat a weight below 0 as its mirror image: work on |w|, give the sign back' },
        ],
        [
          'sign-lost',
          'w.abs().sub(reach).maximum(0)',
          'the sign is lost: weights below 0 come out above it',
          { remedy: 'give the sign back' },
        ],
        [
          'downwards',
          'w.sub(reach)',
          'all weights go down by the same: those below 0 go away from it',
          { remedy: 'subtract from weights above 0, add to those below' },
        ],
        [
          'negative-kept',
          'w.sub(w.minimum(reach).maximum(0))',
          'weights below 0 stay as they are',
          { remedy: 'treat a weight below 0 as its mirror image' },
        ],
        [
          'no-lower-end',
          'w.sub(w.minimum(reach))',
          'weights below 0 all become 0, because nothing holds from below what is taken',
          { remedy: 'hold what is taken between -step · l1 and step · l1' },
        ],
        [
          'weight-decay',
          'w.mul(1 - reach)',
          'weights shrink by a share of themselves: this is the price of L2, and never gives 0',
        ],
        [
          'ridge',
          'w.div(1 + 2 * reach)',
          'this is the proximal step of l2 · Σw², which divides and never gives 0',
        ],
        [
          'group',
          'w.sub(w.div(w.norm().maximum(reach)).mul(reach))',
          'all weights shrink together by their common length: this is the step of a group lasso',
          { remedy: 'look at each weight by itself' },
        ],
        [
          'least-for-most',
          'w.sub(sign(w).mul(w.abs().maximum(reach)))',
          'it takes the larger of |w| and step · l1 away, and should take the smaller',
        ],
        ['nothing', 'w', 'the weights stay as they are'],
      ],
    ),
  ],
});
