import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { AdamW, Muon } from '../../src/optimizers/index.ts';
import { Float64, muon, startSlots } from '../../src/rules/index.ts';
import { constant } from '../../src/schedules/index.ts';
import {
  float32Allowance,
  freshWalk,
  place,
  stream,
  textbookWalk,
  walk,
  type Stream,
} from '../../src/verify/index.ts';
import { memberOf } from '../support/members.ts';
import '../support/to-follow.ts';

await useBackend('cpu');

/** What one update from 0 at rate 1 takes away from a matrix under this gradient. */
function step(g: Float64, options: object = {}): Float64 {
  const hyper = { ...muon.defaults, ...options };
  const w = Float64.zeros(...g.shape);
  const slots = startSlots(muon, { w, zeros: w }, hyper);
  const next = muon.update({ w, g, lr: 1, t: 1 }, slots, hyper);
  return next.w.mul(-1) as Float64;
}

const matrix = (...rows: readonly (readonly number[])[]) =>
  new Float64(rows.flat(), [rows.length, rows[0]?.length ?? 0]);

/** The quintic that each round applies to every singular value. */
const quintic = (s: number) => 3.4445 * s - 4.775 * s ** 3 + 2.0315 * s ** 5;

describe('the step of a matrix', () => {
  it.each([1, 2, 5, 8])('has singular values that went %i times through the quintic', (rounds) => {
    // A diagonal matrix stays diagonal, so that its singular values can be read.
    const expected = [0.8, 0.6].map((one) => {
      let s = one;
      for (let i = 0; i < rounds; i++) s = quintic(s);
      return s;
    });
    const { values } = step(matrix([8, 0], [0, 6]), { newtonSchulzSteps: rounds });
    [expected[0], 0, 0, expected[1]].forEach((value, i) => {
      expect(values[i]).toBeCloseTo(value as number, 12);
    });
  });

  it('does not feel the size of the gradient', () => {
    const g = matrix([3, -1, 0.5], [0.25, 2, -4]);
    const [one, other] = [step(g), step(g.mul(1e6))];
    one.values.forEach((value, i) => expect(other.values[i]).toBeCloseTo(value, 12));
  });

  it('turns with the gradient', () => {
    const g = matrix([3, -1, 0.5], [0.25, 2, -4]);
    const turn = matrix([0.6, 0.8], [-0.8, 0.6]);
    const [one, other] = [turn.matMul(step(g)), step(turn.matMul(g))];
    one.values.forEach((value, i) => expect(other.values[i]).toBeCloseTo(value, 12));
  });

  it('grows where there are more outputs than inputs, and not the other way round', () => {
    const [wide, tall] = [step(matrix([3, 4])), step(matrix([3], [4]))];
    wide.values.forEach((value, i) => {
      expect(value).toBeCloseTo(Math.SQRT2 * (tall.values[i] as number), 12);
    });
  });

  it('is 0 for a gradient of 0', () => {
    expect(step(Float64.zeros(2, 3)).values.map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

it('is AdamW for all that is no matrix, bit for bit', async () => {
  const options = { learningRate: 0.02, weightDecay: 0.3, beta1: 0.8, beta2: 0.99 };
  const feed = stream({ rate: 0.02, updates: 12, shapes: [[], [3], [2, 3, 2], [1, 2, 2, 3]] });
  const path = await freshWalk(() => new Muon(options), feed);
  expect(path).toFollow(await freshWalk(() => new AdamW(options), feed), feed.variables);
});

describe('a kernel of a convolution', () => {
  const options = { learningRate: 0.02, weightDecay: 0.3, newtonSchulzSteps: 3 };
  const shapes = { kernels: [[2, 3, 2, 4], [1, 2, 2], [5]], matrices: [[12, 4], [2, 2], [5]] };
  const feeds = Object.values(shapes).map((one) =>
    stream({ rate: 0.02, updates: 12, shapes: one }),
  );
  const [kernels, matrices] = feeds as [Stream, Stream];
  // Their numbers are drawn in the same order.
  const asMatrices = () => freshWalk(() => new Muon(options), matrices);

  it.each<[string, object]>([
    ['as an option', { maxRank: 4 }],
    ['in a group', { groups: [{ where: { minRank: 3 }, maxRank: 4 }] }],
  ])('is the matrix of its outputs and all else, bit for bit: %s', async (_, how) => {
    const path = await freshWalk(() => new Muon({ ...options, ...how }), kernels);
    expect(path).toFollow(await asMatrices(), kernels.variables);
  });

  it('goes to AdamW where a group says so', async () => {
    const how = { maxRank: 4, groups: [{ where: { minRank: 3 }, maxRank: 2 }] };
    const path = await freshWalk(() => new Muon({ ...options, ...how }), kernels);
    const { learningRate, weightDecay } = options;
    const expected = await freshWalk(() => new AdamW({ learningRate, weightDecay }), kernels);
    expect(path).toFollow(expected, kernels.variables);
  });

  it('walks as the textbook does', async () => {
    const taken = { ...options, maxRank: 4 };
    const path = await freshWalk(() => new Muon(taken), kernels);
    const reference = textbookWalk(() => memberOf('muon').textbook(taken), kernels);
    expect(path).toFollow(reference, kernels.variables, float32Allowance(200));
  });

  it.each([
    [1, 'must be a whole number of at least 2, got 1'],
    [2.5, 'must be a whole number of at least 2, got 2.5'],
    [constant({ rate: 4 }), 'must be a number, got a function (constant)'],
  ])('has a rank of at least 2: %s', (maxRank, says) => {
    expect(() => new Muon({ maxRank: maxRank as number })).toThrow(`Muon: maxRank ${says}`);
  });
});

it('keeps one array of its size for a matrix, and two for all else', async () => {
  const { variables, updates } = stream({ rate: 0.02, updates: 2, shapes: [[4, 3], [5]] });
  const rule = new Muon();
  const placed = place(variables);
  await walk(rule, placed, updates);
  const saved = await rule.saveState();
  expect(saved.variables.map(({ slots }) => [slots['m']?.shape, slots['v']?.shape])).toEqual([
    [[4, 3], []],
    [[5], [5]],
  ]);
  rule.dispose();
  for (const one of placed) one.dispose();
});

it('takes whole rounds only', () => {
  expect(() => new Muon({ newtonSchulzSteps: 4.5 })).toThrow(
    'Muon: newtonSchulzSteps must be a whole number of at least 1, got 4.5',
  );
});
