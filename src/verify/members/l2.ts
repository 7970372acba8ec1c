import { mutantsAt } from '../mutant.ts';
import { columns, penaltyMember, rowsOf, total } from '../penalty-member.ts';

/** What is known of the L2 penalty. */
export const l2 = penaltyMember({
  name: 'l2',
  aliases: ['ridge'],
  settings: [{ l2: 0.3 }, { l2: 1.7 }],
  optional: { l2: 0.01 },
  textbook: (w, { l2 }) => l2 * total(w, (x) => x * x),
  builtin: {
    name: 'tf.regularizers.l2',
    make: (tf, options) => tf.regularizers.l2(options as { l2: number }),
  },
  mutants: mutantsAt({ find: 'w.square().sum().mul(l2)', first: 'penalty', remedy: 'l2 · Σw²' }, [
    [
      'half',
      'w.square().sum().mul(0.5 * l2)',
      'there is a factor ½',
      {
        remedy:
          'l2 · Σw² as in tfjs, Keras and this course; with ½ the same strength is half as strong',
        library: "many textbooks, and PyTorch's weight_decay read as a penalty",
      },
    ],
    [
      'root',
      'w.square().sum().sqrt().mul(l2)',
      'it takes the norm, not the squared norm',
      { remedy: 'leave out the root' },
    ],
    [
      'absolute',
      'w.abs().sum().mul(l2)',
      'this is L1: it sums absolute values',
      { remedy: 'sum squares' },
    ],
    [
      'square-outside',
      'w.sum().square().mul(l2)',
      'it squares the sum',
      { remedy: 'square each weight, then sum' },
    ],
  ]),
  gradients: [
    [
      'gradient-of-sizes',
      'its gradient is l2 · sign(w): that is the one of L1',
      '2 · l2 · w',
      (w, { l2 }) => w.map((x) => l2 * Math.sign(x)),
    ],
    [
      'gradient-without-weight',
      'its gradient is 2 · l2 for every weight, whatever its size',
      '2 · l2 · w',
      (w, { l2 }) => w.map(() => 2 * l2),
    ],
  ],
  twists: [
    [
      'column-norms',
      'it takes the norm of each column, and adds these up: that is a group lasso',
      'sum the squares of all weights',
      (w, { l2 }, shape) =>
        l2 *
        total(
          columns(w, shape).map((one) => Math.hypot(...one)),
          Math.abs,
        ),
    ],
    [
      'row-norms',
      'it takes the norm of each row, and adds these up: that is a group lasso',
      'sum the squares of all weights',
      (w, { l2 }, shape) =>
        l2 *
        total(
          rowsOf(w, shape).map((one) => Math.hypot(...one)),
          Math.abs,
        ),
    ],
    [
      'column-sums-squared',
      'each column is summed before it is squared, so that weights of both signs cancel',
      'square each weight, then sum',
      (w, { l2 }, shape) =>
        l2 *
        total(
          columns(w, shape).map((one) => total(one, (x) => x)),
          (x) => x * x,
        ),
    ],
  ],
});
