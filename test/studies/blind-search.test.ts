import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { randomSearch } from '../../src/minimizers/index.ts';
import { random } from '../../src/shared/random.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const study = 'blindSearch';
const problem = { name: 'bowl', condition: 10, start: [-4, 2] };

it('finds locally what a random search on the formula of the bowl finds', async () => {
  const { evaluation, loss } = await measureSeed(
    { study, problem, way: 'local', size: 0.2, evaluations: 30 },
    7,
  );
  const lowest: number[] = [];
  const height = ([x = 0, y = 0]: readonly number[]) => {
    const found = (x * x + 10 * y * y) / 2;
    lowest.push(Math.min(found, lowest.at(-1) ?? Infinity));
    return found;
  };
  const stream = random(7).fork(4);
  const normals = (length: number) => stream.normals(length);
  randomSearch(height, [-4, 2], { steps: 29, size: 0.2, normals });
  expect(evaluation?.slice(0, 4)).toEqual([1, 2, 3, 4]);
  expect(evaluation?.at(-1)).toBe(30);
  for (const [i, value] of (loss ?? []).entries()) {
    expect(value / (lowest[(evaluation?.[i] ?? NaN) - 1] ?? NaN)).toBeCloseTo(1, 5);
  }
});

it('draws anywhere around zero, wherever the start lies', async () => {
  const far = { ...problem, start: [1e6, 1e6] };
  const found = await Promise.all(
    [problem, far].map((one) =>
      measureSeed({ study, problem: one, way: 'anywhere', size: 1, evaluations: 200 }, 7),
    ),
  );
  expect(found[0]).toEqual(found[1]);
  const losses = found[0]?.['loss'] ?? [];
  expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  // The chance to be this low is the share of ½x² + 5y² < h, about h/√10: the best of 200 is at about √10/200.
  expect(losses.at(-1)).toBeLessThan(0.1);
  expect(losses.at(-1)).toBeGreaterThan(0.0005);
});

it('says what a problem is where it gets something else', async () => {
  await expect(measureSeed({ study, problem: 'digits' }, 1)).rejects.toThrow(
    'blindSearch: problem must be a problem such as { name: "digits" }, got "digits"',
  );
});
