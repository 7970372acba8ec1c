import { mutantsAt } from '../mutant.ts';
import { penaltyMember } from '../penalty-member.ts';

const { floor, hypot, max, sqrt } = Math;

/** The groups of weights that leave one input: all axes but the last but one are within a group. */
function groups(w: readonly number[], shape: readonly number[]): number[][] {
  const axis = max(0, shape.length - 2);
  const after = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const size = shape[axis] ?? 1;
  const found = Array.from({ length: size }, (): number[] => []);
  for (const [i, value] of w.entries()) found[floor(i / after) % size]?.push(value);
  return found;
}

/** The groups of weights that enter one unit: all axes but the last are within a group. */
const units = (w: readonly number[], shape: readonly number[]): number[][] => {
  const size = shape.at(-1) ?? 1;
  return Array.from({ length: size }, (_, unit) => w.filter((_one, i) => i % size === unit));
};

/** What is known of the group lasso. */
export const groupLasso = penaltyMember({
  name: 'groupLasso',
  settings: [{ strength: 0.3 }, { strength: 1.7 }],
  optional: { strength: 0.01 },
  textbook: (w, { strength }, shape) =>
    strength * groups(w, shape).reduce((sum, one) => sum + sqrt(one.length) * hypot(...one), 0),
  twists: [
    [
      'other-axis',
      'groups are the weights that enter one unit, not those that leave one input',
      'a group for each place along the last axis but one',
      (w, { strength }, shape) =>
        strength * units(w, shape).reduce((sum, one) => sum + sqrt(one.length) * hypot(...one), 0),
    ],
    [
      'across',
      'the norm goes along the axis that numbers the groups, so that a group holds one weight of each',
      'the norm goes along all other axes',
      (w, { strength }, shape) => {
        const along = groups(w, shape);
        const [first = []] = along;
        const norms = first.map((_, i) => hypot(...along.map((one) => one[i] as number)));
        if (shape.length < 2) return strength * w.reduce((sum, one) => sum + Math.abs(one), 0);
        return strength * sqrt(along.length) * norms.reduce((sum, one) => sum + one, 0);
      },
    ],
  ],
  mutants: mutantsAt(
    {
      find: 'norms.sum().mul(strength * Math.sqrt(size))',
      first: 'penalty',
      remedy: 'strength · Σ √(size) · ‖group‖',
    },
    [
      [
        'group-size-missing',
        'norms.sum().mul(strength)',
        'groups are not weighted by the root of their size',
        {
          library:
            'some libraries, which is the same up to a factor while all groups are of one size',
        },
      ],
      [
        'group-size-whole',
        'norms.sum().mul(strength * size)',
        'groups are weighted by their size, not by its root',
      ],
      [
        'squared',
        'squares.sum().mul(strength)',
        'it sums squared norms, which is L2',
        { remedy: 'take the norm of each group' },
      ],
      [
        'root-missing',
        'squares.sum().mul(strength * Math.sqrt(size))',
        'the root over each group is missing: it sums squared norms',
        { remedy: 'take the norm of each group' },
      ],
      [
        'root-missing-in-groups',
        '(within.length === 0 ? norms : squares).sum().mul(strength * Math.sqrt(size))',
        'the root over each group is missing: it sums squared norms',
        { remedy: 'take the norm of each group' },
      ],
      [
        'one-group',
        'w.norm().mul(strength * Math.sqrt(size))',
        'all weights are one group',
        { remedy: 'take the norm of each group, then sum' },
      ],
    ],
  ),
});
