import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

const study = 'randomDirections';
type Found = Record<'dimension' | 'cosine' | 'evaluations', number[]>;

it('finds the mean cosine of a random direction: 2/π in a plane, ½ in space, √(2/πn) in many dimensions', async () => {
  const draws = 5000;
  const options = { study, dimensions: [2, 3, 200], draws, searches: 1 };
  const { dimension, cosine } = (await measureSeed(options, 3)) as Found;
  expect(dimension).toEqual([2, 3, 200]);
  const known = [2 / Math.PI, 1 / 2, Math.sqrt(2 / (Math.PI * 200))];
  for (const [i, value] of known.entries()) {
    // The spread of |cos| is below its mean.
    expect(Math.abs((cosine[i] ?? NaN) / value - 1)).toBeLessThan(4 / Math.sqrt(draws));
  }
});

it('finds as many heights for each of many weights as theory: 3.59 with steps of size 1', async () => {
  const options = { study, dimensions: [100], draws: 1, searches: 40 };
  const { evaluations } = (await measureSeed(options, 5)) as Found;
  expect(Math.abs((evaluations[0] ?? NaN) / 358.8 - 1)).toBeLessThan(0.08);
});

it('refuses a dimension that has no directions', async () => {
  await expect(measureSeed({ study, dimensions: [10, 1] }, 1)).rejects.toThrow(
    'randomDirections: dimensions must be a list of whole numbers of at least 2',
  );
});
