import {
  absolute,
  at,
  gram,
  groups,
  rightPenalties,
  squares,
  total,
  type Penalty,
} from './penalties.ts';

type Row = readonly [id: string, fault: string, remedy: string, penalty: Penalty, library?: string];

/** Ways to miss a penalty; those that hold for every member first. */
export const penaltyMistakes = (member: string): Row[] => {
  const exact = rightPenalties[member] as Penalty;
  const all: Row[] = [
    [
      'mean',
      'it takes the mean over the weights, not the sum',
      'sum over all weights',
      (w, o, s) => exact(w, o, s) / w.length,
    ],
    [
      'strength-missing',
      'the strength has no effect',
      'multiply by the strength',
      (w, _, s) => exact(w, { l1: 1, l2: 1, strength: 1 }, s),
    ],
    [
      'strength-squared',
      'the strength is squared',
      'multiply by the strength once',
      (w, { l1 = 0, l2 = 0, strength = 0 }, s) =>
        exact(w, { l1: l1 ** 2, l2: l2 ** 2, strength: strength ** 2 }, s),
    ],
    [
      'doubled',
      'the penalty is twice too large',
      'there is no factor 2',
      (w, o, s) => 2 * exact(w, o, s),
    ],
    [
      'negative',
      'the penalty is negative: it rewards large weights',
      'add the penalty, do not subtract it',
      (w, o, s) => -exact(w, o, s),
    ],
    ['nothing', 'the penalty is always 0', 'see the formula in the lesson', () => 0],
  ];
  const own: Readonly<Record<string, readonly Row[]>> = {
    l1: [
      [
        'abs-missing',
        'it sums the weights themselves, so that positive and negative ones cancel',
        'sum their absolute values',
        (w, o) => at(o).l1 * total(w, (x) => x),
      ],
      [
        'squared',
        'this is L2: it sums squares',
        'sum absolute values',
        (w, o) => at(o).l1 * squares(w),
      ],
      [
        'abs-outside',
        'it takes the absolute value of the sum',
        'take absolute values first, then sum',
        (w, o) => at(o).l1 * Math.abs(total(w, (x) => x)),
      ],
      [
        'halved',
        'there is a factor ½ that L1 does not have',
        'l1 · Σ|w|',
        (w, o) => 0.5 * at(o).l1 * absolute(w),
      ],
    ],
    l2: [
      [
        'half',
        'there is a factor ½',
        'l2 · Σw² as in tfjs, Keras and this course; with ½ the same strength is half as strong',
        (w, o) => 0.5 * at(o).l2 * squares(w),
        "many textbooks, and PyTorch's weight_decay read as a penalty",
      ],
      [
        'root',
        'it takes the norm, not the squared norm',
        'leave out the root',
        (w, o) => at(o).l2 * Math.sqrt(squares(w)),
      ],
      [
        'absolute',
        'this is L1: it sums absolute values',
        'sum squares',
        (w, o) => at(o).l2 * absolute(w),
      ],
      [
        'square-outside',
        'it squares the sum',
        'square each weight, then sum',
        (w, o) => at(o).l2 * total(w, (x) => x) ** 2,
      ],
    ],
    elasticNet: [
      [
        'strengths-swapped',
        'l1 and l2 have changed places',
        'l1 · Σ|w| + l2 · Σw²',
        (w, o) => at(o).l2 * absolute(w) + at(o).l1 * squares(w),
      ],
      [
        'l1-only',
        'the squares are missing',
        'l1 · Σ|w| + l2 · Σw²',
        (w, o) => at(o).l1 * absolute(w),
      ],
      [
        'l2-only',
        'the absolute values are missing',
        'l1 · Σ|w| + l2 · Σw²',
        (w, o) => at(o).l2 * squares(w),
      ],
      [
        'half',
        'the squares have a factor ½',
        'l1 · Σ|w| + l2 · Σw²',
        (w, o) => at(o).l1 * absolute(w) + 0.5 * at(o).l2 * squares(w),
        'scikit-learn and many textbooks',
      ],
      [
        'root',
        'the norm stands in place of its square',
        'leave out the root',
        (w, o) => at(o).l1 * absolute(w) + at(o).l2 * Math.sqrt(squares(w)),
      ],
    ],
    groupLasso: [
      [
        'group-size-missing',
        'groups are not weighted by the root of their size',
        'strength · Σ √(size) · ‖group‖',
        (w, o, s) =>
          at(o).strength * groups(w, s).reduce((sum, one) => sum + Math.sqrt(squares(one)), 0),
        'some libraries, which is the same up to a factor while all groups are of one size',
      ],
      [
        'squared',
        'it sums squared norms, which is L2',
        'take the norm of each group',
        (w, o) => at(o).strength * squares(w),
      ],
    ],
    orthogonal: [
      [
        'identity-missing',
        'the identity is not subtracted',
        '‖WᵀW − I‖²',
        (w, o, s) =>
          at(o).strength *
          squares(gram(w, s).flatMap((row, i) => row.map((x, j) => x + (i === j ? 1 : 0)))),
      ],
      [
        'root',
        'it takes the norm, not the squared norm',
        'leave out the root',
        (w, o, s) => at(o).strength * Math.sqrt(squares(gram(w, s).flat())),
      ],
      [
        'diagonal-missing',
        'the diagonal is left out',
        '‖WᵀW − I‖²',
        (w, o, s) =>
          at(o).strength * squares(gram(w, s).flatMap((row, i) => row.filter((_, j) => j !== i))),
        'Keras and BigGAN, up to their own factors',
      ],
    ],
  };
  return [...(own[member] ?? []), ...all];
};
