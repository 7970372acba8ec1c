import { mutantsAt } from '../mutant.ts';
import { penaltyMember, total } from '../penalty-member.ts';

const { abs } = Math;

/** What is known of the elastic net. */
export const elasticNet = penaltyMember({
  name: 'elasticNet',
  settings: [
    { l1: 0.3, l2: 0.7 },
    { l1: 1.7, l2: 0.2 },
  ],
  textbook: (w, { l1, l2 }) => total(w, (x) => l1 * abs(x) + l2 * x ** 2),
  mutants: mutantsAt(
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
});
