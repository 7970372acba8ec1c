import { adafactor as rule } from '../../rules/adafactor.ts';
import { split, turned } from '../matrix.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { inLine, inShrinking } from '../mutants/decay.ts';
import type { Stepper, TextbookOptions } from '../stepper.ts';

const { max, min, sqrt } = Math;

/** @see Shazeer & Stern 2018 (arXiv 1804.04235), algorithms 4 (matrices) and 5 (all else); the last two axes are a matrix */
function textbook({
  decayRate = 0.8,
  clipThreshold = 1,
  epsilon1 = 1e-30,
  epsilon2 = 1e-3,
  weightDecay = 0,
}: TextbookOptions): Stepper {
  let t = 0;
  let averages: number[] = [];
  let rowMeans: number[] = [];
  let columnMeans: number[] = [];
  return (w, g, lr, shape = []) => {
    t = t + 1;
    const beta = 1 - 1 / t ** decayRate;
    const averaged = (old: readonly number[], now: readonly number[]) =>
      now.map((value, i) => beta * (old[i] ?? 0) + (1 - beta) * value);
    const squares = g.map((gi) => gi ** 2 + epsilon1);
    const [rows, columns] = shape.slice(-2) as [number, number];
    let v: readonly number[];
    if (shape.length < 2) v = averages = averaged(averages, squares);
    else {
      const matrices = split(squares, rows * columns).map((one) => split(one, columns));
      rowMeans = averaged(rowMeans, matrices.flat().map(mean));
      columnMeans = averaged(
        columnMeans ?? [],
        matrices.flatMap((one) => turned(one).map(mean)),
      );
      const [ofRows, ofColumns] = [split(rowMeans, rows), split(columnMeans, columns)];
      v = ofRows.flatMap((r, k) =>
        r.flatMap((ri) => (ofColumns[k] ?? []).map((cj) => (ri * cj) / mean(r))),
      );
    }
    const u = g.map((gi, i) => gi / sqrt(v[i] as number));
    const clip = max(1, rms(u) / clipThreshold);
    const alpha = max(epsilon2, rms(w)) * min(lr, 1 / sqrt(t));
    return w.map((wi, i) => wi - lr * weightDecay * wi - (alpha * (u[i] as number)) / clip);
  };
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const rms = (values: readonly number[]) => sqrt(mean(values.map((value) => value ** 2)));

const squares = 'const g2 = g.square().add(epsilon1).minimum(largest).mul(share);';
const factored = 'g.div(r.sqrt()).mul(r.mean(-2, true).sqrt()).div(c.sqrt())';

/** Adafactor beyond its rule: textbook, peers, mistakes. */
export const adafactor = ruleMember({
  name: 'adafactor',
  className: 'Adafactor',
  rule,
  textbook,
  // The rate is limited by the count of updates: it should reach that limit.
  probeRate: 0.3,
  mutants: [
    // Without a decay, as it is by default, Adafactor is right.
    ...inShrinking(inLine).filter(({ id }) => id !== 'decay-missing'),
    ...mutantsAt(
      {
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
    ...mutantsAt(
      {
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
    ...mutantsAt(
      {
        find: 'v = v.mul(1 - share).add(g2);',
        first: 'v',
        remedy: 'average g² of a vector as Adam does',
      },
      [
        ['v-not-kept', 'v = g2;', 'the average square of a vector forgets what it was before'],
        ['v-never-forgets', 'v = v.add(g2);', 'the average square of a vector never forgets'],
      ],
    ),
    ...mutantsAt(
      {
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
    ...mutantsAt(
      {
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
    ...mutantsAt(
      {
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
    ...mutantsAt(
      {
        find: 'if (w.shape.length < 2) {',
        first: 'v',
        remedy: 'keep the averages of rows and columns for two and more axes',
      },
      [
        [
          'not-factored',
          'if (w.shape.length < 9) {',
          'matrices are not factored: the whole average of g² is kept for them',
          {
            also: [
              [
                'if (w.shape.length < 2) return { r: zeros.mean(), c: zeros.mean() };',
                'if (w.shape.length < 9) return { r: zeros.mean(), c: zeros.mean() };',
              ],
            ],
          },
        ],
      ],
    ),
    ...mutantsAt({ find: factored, first: 'u', remedy: 'u = g · √(mean(r) / (r · c))' }, [
      [
        'mean-of-rows-missing',
        'g.div(r.sqrt()).div(c.sqrt())',
        'the mean of the rows is missing: v = r · c / mean(r)',
      ],
      [
        'sum-of-rows',
        'g.div(r.sqrt()).mul(r.sum(-2, true).sqrt()).div(c.sqrt())',
        'the product of row and column is divided by the sum of the rows, not by their mean',
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
    ...mutantsAt(
      {
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
    ...mutantsAt(
      {
        find: 'rms(w).maximum(epsilon2)',
        first: 'scale',
        remedy: 'scale the step with max(epsilon2, RMS(w))',
      },
      [
        ['scale-missing', 'rms(w).mul(0).add(1)', 'the step is not scaled to the weight'],
        [
          'scale-by-norm',
          'w.norm().maximum(epsilon2)',
          'the step is scaled by the norm of the weight, not by its root mean square',
        ],
        [
          'scale-without-least',
          'rms(w)',
          'epsilon2 is missing, so that a weight of zero never starts to move',
        ],
        [
          'scale-plus-epsilon',
          'rms(w).add(epsilon2)',
          'epsilon2 is added to the root mean square of the weight, not its least value',
        ],
      ],
    ),
    ...mutantsAt(
      {
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
    ...mutantsAt({ find: '.sub(u.mul(scale))', first: 'w', remedy: 'subtract the step' }, [
      ['ascends', '.add(u.mul(scale))', 'the weight goes uphill: the step is added'],
    ]),
  ],
});
