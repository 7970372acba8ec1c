import { mutantsAt } from '../mutant.ts';
import { penaltyMember, rowsOf, total } from '../penalty-member.ts';

/** WᵀW − I, for a weight as a matrix with a column for each of its last axis. */
function distances(w: readonly number[], shape: readonly number[]): number[][] {
  const columns = shape.length < 2 ? 1 : (shape.at(-1) as number);
  const index = Array.from({ length: columns }, (_, i) => i);
  return index.map((a) =>
    index.map((b) => {
      let sum = a === b ? -1 : 0;
      for (let r = 0; r < w.length; r += columns) {
        sum += (w[r + a] as number) * (w[r + b] as number);
      }
      return sum;
    }),
  );
}

const squares = (values: readonly number[]) => total(values, (x) => x * x);

/** What is known of the orthogonal penalty. */
export const orthogonal = penaltyMember({
  name: 'orthogonal',
  settings: [{ strength: 0.3 }, { strength: 1.7 }],
  optional: { strength: 0.01 },
  textbook: (w, { strength }, shape) => strength * squares(distances(w, shape).flat()),
  mutants: [
    ...mutantsAt(
      {
        find: 'gram.square().sum().sub(matrix.square().sum().mul(2)).add(columns)',
        first: 'penalty',
        remedy: '‖WᵀW − I‖²',
      },
      [
        ['identity-missing', 'gram.square().sum()', 'the identity is not subtracted'],
        [
          'identity-halved',
          'gram.square().sum().sub(matrix.square().sum()).add(columns)',
          'the middle term, −2 · ‖W‖², lacks its factor 2',
        ],
      ],
    ),
    ...mutantsAt(
      { find: 'distance.mul(strength)', first: 'penalty', remedy: 'leave out the root' },
      [['root', 'distance.sqrt().mul(strength)', 'it takes the norm, not the squared norm']],
    ),
  ],
  twists: [
    [
      'sizes',
      'it sums the sizes of the entries of WᵀW − I, not their squares, as Brock et al. 2017 do',
      '‖WᵀW − I‖²: square each entry',
      (w, { strength }, shape) =>
        strength *
        distances(w, shape)
          .flat()
          .reduce((sum, one) => sum + Math.abs(one), 0),
    ],
    [
      'mean-of-entries',
      'it takes the mean over the entries of WᵀW − I, not the sum',
      'sum the squares of all entries',
      (w, { strength }, shape) => {
        const all = distances(w, shape).flat();
        return (strength * squares(all)) / all.length;
      },
    ],
    [
      'ones-for-identity',
      'a matrix of ones is subtracted in the place of the identity: columns are pulled towards each other',
      'the identity has its ones on the diagonal alone',
      (w, { strength }, shape) =>
        strength *
        squares(
          distances(w, shape).flatMap((row, i) => row.map((one, j) => one - (i === j ? 0 : 1))),
        ),
    ],
    [
      'brought-to-length-1',
      'its columns are brought to length 1 first, as Keras does: their own lengths cost nothing then',
      'multiply W as it is',
      (w, { strength }, shape) => {
        const gram = distances(w, shape).map((row, i) =>
          row.map((one, j) => one + Number(i === j)),
        );
        const length = (i: number) => Math.sqrt(gram[i]?.[i] ?? NaN);
        return (
          strength *
          squares(
            gram.flatMap((row, i) =>
              row.map((one, j) => one / (length(i) * length(j)) - Number(i === j)),
            ),
          )
        );
      },
    ],
    [
      'first-axis-as-rows',
      'a weight of more than two axes becomes a matrix with a row for each place along the FIRST axis',
      'one column for each place along the last axis: [height · width · in, out]',
      (w, { strength }, shape) =>
        strength *
        squares(
          distances(
            w,
            shape.length > 2 ? [shape[0] ?? 1, w.length / (shape[0] ?? 1)] : shape,
          ).flat(),
        ),
    ],
    [
      'rows',
      'it is W Wᵀ in place of Wᵀ W: rows in place of columns',
      '‖WᵀW − I‖²',
      (w, { strength }, shape) => {
        const lines = shape.length < 2 ? w.map((one) => [one]) : rowsOf(w, shape);
        const gram = lines.flatMap((one, i) =>
          lines.map((other, j) =>
            one.reduce((sum, x, k) => sum + x * (other[k] as number), i === j ? -1 : 0),
          ),
        );
        return strength * squares(gram);
      },
    ],
    [
      'diagonal-missing',
      'the diagonal is left out',
      '‖WᵀW − I‖²',
      (w, { strength }, shape) =>
        strength * squares(distances(w, shape).flatMap((row, i) => row.filter((_, j) => j !== i))),
      'Keras and BigGAN, up to their own factors',
    ],
  ],
});
