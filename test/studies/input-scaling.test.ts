import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

const scaling = async (options: object) =>
  (await measureSeed({ study: 'inputScaling', ...options }, 1)) as Record<
    'curvature' | 'condition' | 'updates',
    number[]
  >;

// Body mass index and blood pressure correlate by 0.395; their standard deviations are 4.413 and 13.82.
const two = ['bmi', 'bp'];

it('knows two columns of variance 1: the curvatures are 1 minus and 1 plus their correlation', async () => {
  const { curvature, condition } = await scaling({ columns: two });
  expect(curvature[0]).toBeCloseTo(1 - 0.3954, 3);
  expect(curvature[1]).toBeCloseTo(1 + 0.3954, 3);
  expect(condition[0]).toBeCloseTo(1.3954 / 0.6046, 2);
});

it('knows them in their own units: the curvatures add up to their variances', async () => {
  const { curvature } = await scaling({ columns: two, units: 'own' });
  const [flat = NaN, steep = NaN] = curvature;
  expect(flat + steep).toBeCloseTo(4.413 ** 2 + 13.815 ** 2, 0);
  expect(flat * steep).toBeCloseTo((4.413 * 13.815) ** 2 * (1 - 0.3954 ** 2), -1);
});

it.each(['own', 'equal'])('walks about as long as theory says, in %s units', async (units) => {
  const { condition, updates } = await scaling({ columns: ['age', 'bmi', 'bp', 's6'], units });
  const kappa = condition[0] as number;
  const theory = Math.log(1e3) / Math.log((kappa + 1) / (kappa - 1));
  expect((updates[0] as number) / theory).toBeGreaterThan(0.9);
  expect((updates[0] as number) / theory).toBeLessThan(1.1);
});

it('refuses a column that is given twice, an unknown one and an unknown unit', async () => {
  await expect(scaling({ columns: ['bmi', 'bmi'] })).rejects.toThrow(
    'inputScaling: one column is made of the others',
  );
  await expect(scaling({ columns: ['bmj'] })).rejects.toThrow(
    'unknown column "bmj"; did you mean "bmi"?',
  );
  await expect(scaling({ units: 'inches' })).rejects.toThrow('units');
});
