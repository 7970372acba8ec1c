import { mutantsAt } from '../mutant.ts';
import { penaltyMember, total } from '../penalty-member.ts';

const { abs } = Math;

/** What is known of the elastic net. */
export const elasticNet = penaltyMember({
  name: 'elasticNet',
  settings: [{ l1: 0.3, l2: 0.7 }, { l1: 1.7, l2: 0.2 }, { l1: 0.4 }, { l2: 0.6 }],
  textbook: (w, { l1, l2 }) => total(w, (x) => l1 * abs(x) + l2 * x ** 2),
  builtin: {
    name: 'tf.regularizers.l1l2',
    explanation: 'The built-in would take 0.01 for a strength that is left out, and is given 0.',
    make: (tf, options) => tf.regularizers.l1l2({ l1: 0, l2: 0, ...options }),
  },
  gradients: [
    [
      'squares-halved',
      'its gradient has l2 · w for the squares, not 2 · l2 · w',
      'l1 · sign(w) + 2 · l2 · w',
      (w, { l1, l2 }) => w.map((x) => l1 * Math.sign(x) + l2 * x),
    ],
    [
      'sizes-only',
      'its gradient leaves the squares out',
      'l1 · sign(w) + 2 · l2 · w',
      (w, { l1 }) => w.map((x) => l1 * Math.sign(x)),
    ],
    [
      'squares-only',
      'its gradient leaves the sizes out',
      'l1 · sign(w) + 2 · l2 · w',
      (w, { l2 }) => w.map((x) => 2 * l2 * x),
    ],
    [
      'sizes-without-sign',
      'its gradient adds l1 whatever the sign of the weight',
      'l1 · sign(w) + 2 · l2 · w',
      (w, { l1, l2 }) => w.map((x) => l1 + 2 * l2 * x),
    ],
  ],
  mutants: [
    ...mutantsAt({ find: 'l1: 0,', first: 'l1', remedy: 'a strength that is left out is 0' }, [
      [
        'left-out-counts',
        'l1: 0.01,',
        'a strength that is left out is 0.01',
        { also: [['l2: 0,', 'l2: 0.01,']], library: "tfjs's l1l2" },
      ],
    ]),
    ...mutantsAt(
      {
        find: 'w.abs().sum().mul(l1).add(w.square().sum().mul(l2))',
        first: 'penalty',
        remedy: 'l1 · Σ|w| + l2 · Σw²',
      },
      [
        [
          'strengths-swapped',
          'w.abs().sum().mul(l2).add(w.square().sum().mul(l1))',
          'l1 and l2 have changed places',
        ],
        [
          'l2-times-l1',
          'w.abs().sum().add(w.square().sum().mul(l2)).mul(l1)',
          'the squares are multiplied by l1 too',
        ],
        [
          'l1-times-l2',
          'w.abs().sum().mul(l1).add(w.square().sum()).mul(l2)',
          'the absolute values are multiplied by l2 too',
        ],
        [
          'squares-subtracted',
          'w.abs().sum().mul(l1).sub(w.square().sum().mul(l2))',
          'the squares are subtracted',
        ],
        [
          'mixed',
          'w.abs().sum().mul(l1 * (1 - l2)).add(w.square().sum().mul(l2))',
          'l1 is multiplied by 1 − l2, as if l2 were a mixing ratio',
        ],
        [
          'mixed-by-l1',
          'w.abs().sum().mul(l1).add(w.square().sum().mul(l2 * (1 - l1)))',
          'l2 is multiplied by 1 − l1, as if l1 were a mixing ratio',
        ],
        [
          'l1-for-both',
          'w.abs().sum().add(w.square().sum()).mul(l1)',
          'l1 is the strength of both parts: l2 is ignored',
        ],
        [
          'strengths-added',
          'w.abs().sum().add(w.square().sum()).mul(l1 + l2)',
          'both parts are multiplied by l1 + l2',
        ],
        [
          'strengths-multiplied',
          'w.abs().sum().add(w.square().sum()).mul(l1 * l2)',
          'both parts are multiplied by l1 · l2',
        ],
        ['l1-only', 'w.abs().sum().mul(l1)', 'the squares are missing'],
        ['l2-only', 'w.square().sum().mul(l2)', 'the absolute values are missing'],
        [
          'half',
          'w.abs().sum().mul(l1).add(w.square().sum().mul(0.5 * l2))',
          'the squares have a factor ½',
          { library: 'scikit-learn and many textbooks' },
        ],
        [
          'root',
          'w.abs().sum().mul(l1).add(w.square().sum().sqrt().mul(l2))',
          'the norm stands in place of its square',
          { remedy: 'leave out the root' },
        ],
      ],
    ),
  ],
});
