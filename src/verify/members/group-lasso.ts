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
      'root-of-groups',
      'the factor is the root of the number of groups, not of the size of a group',
      'strength · Σ √(size) · ‖group‖',
      (w, { strength }, shape) => {
        const all = groups(w, shape);
        const factor = shape.length < 2 ? 1 : sqrt(all.length);
        return strength * factor * all.reduce((sum, one) => sum + hypot(...one), 0);
      },
    ],
    [
      'sizes-within-groups',
      'within a group it sums the sizes of the weights, not their squares under a root: that is L1 with a factor',
      'take the Euclidean norm of each group',
      (w, { strength }, shape) =>
        strength *
        groups(w, shape).reduce(
          (sum, one) => sum + sqrt(one.length) * one.reduce((total, x) => total + Math.abs(x), 0),
          0,
        ),
    ],
    [
      'mean-within-groups',
      'within a group the mean of the squares stands for their sum, and √(size) is missing',
      'strength · Σ √(size) · ‖group‖, the norm the root of the SUM of the squares',
      (w, { strength }, shape) =>
        strength * groups(w, shape).reduce((sum, one) => sum + hypot(...one) / sqrt(one.length), 0),
    ],
    [
      'last-axis-only',
      'the norm goes along the last axis alone: in a convolution kernel each position is a group of its own',
      'the norm goes along all axes but the one that numbers the groups',
      (w, { strength }, shape) => {
        if (shape.length < 2) return strength * w.reduce((sum, one) => sum + Math.abs(one), 0);
        const size = shape.at(-1) ?? 1;
        const lines = Array.from({ length: w.length / size }, (_, i) =>
          hypot(...w.slice(i * size, (i + 1) * size)),
        );
        return strength * sqrt(size) * lines.reduce((sum, one) => sum + one, 0);
      },
    ],
    [
      'one-group-of-all',
      'all weights of a matrix are one group',
      'take the norm of each group, then sum',
      (w, { strength }, shape) => {
        if (shape.length < 2) return strength * w.reduce((sum, one) => sum + Math.abs(one), 0);
        return strength * sqrt(groups(w, shape)[0]?.length ?? 1) * hypot(...w);
      },
    ],
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
