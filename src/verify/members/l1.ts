import { mutantsAt } from '../mutant.ts';
import { columns, penaltyMember, rowsOf, total } from '../penalty-member.ts';

const { abs } = Math;

/** What is known of the L1 penalty. */
export const l1 = penaltyMember({
  name: 'l1',
  aliases: ['lasso'],
  settings: [{ l1: 0.3 }, { l1: 1.7 }],
  optional: { l1: 0.01 },
  textbook: (w, { l1 }) => l1 * total(w, abs),
  builtin: {
    name: 'tf.regularizers.l1',
    make: (tf, options) => tf.regularizers.l1(options as { l1: number }),
  },
  mutants: mutantsAt({ find: 'w.abs().sum().mul(l1)', first: 'penalty', remedy: 'l1 · Σ|w|' }, [
    [
      'abs-missing',
      'w.sum().mul(l1)',
      'it sums the weights themselves, so that positive and negative ones cancel',
      { remedy: 'sum their absolute values' },
    ],
    [
      'squared',
      'w.square().sum().mul(l1)',
      'this is L2: it sums squares',
      { remedy: 'sum absolute values' },
    ],
    [
      'abs-outside',
      'w.sum().abs().mul(l1)',
      'it takes the absolute value of the sum',
      { remedy: 'take absolute values first, then sum' },
    ],
    [
      'positive-only',
      'w.maximum(0).sum().mul(l1)',
      'only positive weights count: those below 0 are left out',
      { remedy: 'sum absolute values' },
    ],
    [
      'norm',
      'w.square().sum().sqrt().mul(l1)',
      'it takes the root of the sum of squares, which is the norm, not the sum of sizes',
      { remedy: 'sum absolute values' },
    ],
    ['halved', 'w.abs().sum().mul(0.5 * l1)', 'there is a factor ½ that L1 does not have'],
    [
      'largest',
      'w.abs().square().square().sum().sqrt().sqrt().mul(l1)',
      'it takes a norm that the largest weight decides, not the sum of all',
    ],
  ]),
  gradients: [
    [
      'gradient-of-squares',
      'its gradient is l1 · w: it grows with the weight, as that of L2 does',
      'l1 · sign(w)',
      (w, { l1 }) => w.map((x) => l1 * x),
    ],
    [
      'gradient-of-squares-doubled',
      'its gradient is 2 · l1 · w: that is the one of L2',
      'l1 · sign(w)',
      (w, { l1 }) => w.map((x) => 2 * l1 * x),
    ],
    [
      'gradient-only-up',
      'its gradient is 0 for weights below 0',
      'l1 · sign(w)',
      (w, { l1 }) => w.map((x) => (x > 0 ? l1 : 0)),
    ],
  ],
  twists: [
    [
      'column-norms',
      'it takes the norm of each column, and adds these up: that is a group lasso',
      'sum the sizes of all weights',
      (w, { l1 }, shape) =>
        l1 *
        total(
          columns(w, shape).map((one) => Math.hypot(...one)),
          abs,
        ),
    ],
    [
      'row-norms',
      'it takes the norm of each row, and adds these up: that is a group lasso',
      'sum the sizes of all weights',
      (w, { l1 }, shape) =>
        l1 *
        total(
          rowsOf(w, shape).map((one) => Math.hypot(...one)),
          abs,
        ),
    ],
    [
      'maximum',
      'it takes the largest |w| alone, not the sum of all',
      'sum over all weights',
      (w, { l1 }) => l1 * Math.max(...w.map(abs)),
    ],
  ],
});
