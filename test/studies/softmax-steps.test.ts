import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

type Steps = Record<
  'pixels' | 'scores' | 'chances' | 'target' | 'slopes' | 'weights' | 'loss',
  number[]
>;

it('goes forward to chances that add up to one, and back by chance minus truth', async () => {
  const steps = (await measureSeed({ study: 'softmaxSteps', image: 3 }, 1)) as Steps;
  const { pixels, scores, chances, target, slopes, weights, loss } = steps;
  expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 5);
  expect((chances[0] as number) / (chances[1] as number)).toBeCloseTo(
    Math.exp((scores[0] as number) - (scores[1] as number)),
    4,
  );
  const right = target.indexOf(1);
  expect(target.filter((one) => one === 0)).toHaveLength(9);
  expect(loss[0]).toBeCloseTo(-Math.log(chances[right] as number), 5);
  for (let k = 0; k < 10; k++) {
    expect(slopes[k]).toBeCloseTo((chances[k] as number) - (target[k] as number), 5);
    for (const [j, pixel] of pixels.entries())
      expect(weights[10 * j + k]).toBeCloseTo(pixel * (slopes[k] as number), 5);
  }
});
