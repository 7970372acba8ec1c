import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

const of = (options: object, seed = 1) => measureSeed({ study: 'rareFeatures', ...options }, seed);
const rates = [0.05];

it('leaves plain descent one rate for all, and a weight that is met once a step of (1 - rate)', async () => {
  // One feature in every example, no error: each example leaves (1 - rate) of what is missing.
  const alone = { rates, frequencies: [1], features: 1, noise: 0 };
  const one = await of({ ...alone, examples: 1 });
  const ten = await of({ ...alone, examples: 10 });
  expect(one['pace']?.[0]).toBeCloseTo(0.05, 6);
  expect((ten['error']?.[0] ?? NaN) / (one['error']?.[0] ?? NaN)).toBeCloseTo(0.95 ** 9, 6);
});

it('gives AdaGrad a rate that falls with the root of the visits', async () => {
  // Noise far above what is to be learned keeps all slopes alike: a sum over n visits of about noise².
  const noisy = { rule: 'adagrad', rates, noise: 1000, examples: 4000, features: 20 };
  const { frequency, pace } = await of({ ...noisy, frequencies: [1 / 64, 1 / 16, 1 / 4] });
  for (const [i, chance] of (frequency ?? []).entries()) {
    const expected = 0.05 / (1000 * Math.sqrt(4000 * chance));
    expect((pace?.[i] ?? NaN) / expected).toBeGreaterThan(0.9);
    expect((pace?.[i] ?? NaN) / expected).toBeLessThan(1.1);
  }
});

it('chooses the rate that leaves the least on other examples', async () => {
  const { rate } = await of({ rates: [1e-4, 0.05, 1.9], examples: 500 });
  expect(rate).toEqual([0.05]);
});

it('knows of features that never come what it knew at the start', async () => {
  // The mean size of a normal weight is √(2 / π).
  const { error, loss } = await of({ rates, frequencies: [1e-9], features: 4000, examples: 1 });
  expect(error?.[0]).toBeCloseTo(Math.sqrt(2 / Math.PI), 1);
  expect(loss?.[0]).toBeCloseTo(4000e-9, 6);
});

it('measures the error that is left by how often each feature comes', async () => {
  const { loss, error, frequency } = await of({ rates, features: 1 });
  const sum = (frequency ?? []).reduce(
    (all, chance, i) => all + chance * (error?.[i] ?? NaN) ** 2,
    0,
  );
  expect(loss?.[0]).toBeCloseTo(sum, 6);
});

it.each([
  [{ rates: [] }, /rates must be a list of numbers above 0/],
  [{ frequencies: [2] }, /frequencies must be a list of numbers above 0 and at most 1/],
  [{ rule: 'adagrat' }, /adagrad/],
])('refuses %j', async (options, message) => {
  await expect(of(options)).rejects.toThrow(message);
});
