import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const measure = async (options: object, seed = 3) =>
  (await measureSeed({ study: 'turnedBowl', ...options }, seed)) as Record<string, number[]>;

describe('a bowl that is turned', () => {
  it('leaves plain descent as far from a round bottom as its falling rates say', async () => {
    const { distance } = await measure({ condition: 1, angles: [0, 30], rates: [0.5], updates: 4 });
    const left = [1, 0.75, 0.5, 0.25].reduce((product, share) => product * (1 - 0.5 * share), 1);
    distance?.forEach((one) => expect(one).toBeCloseTo(left, 6));
  });

  it('is the same for plain descent at every angle', async () => {
    const { distance = [] } = await measure({ angles: [0, 17, 45, 90], rates: [0.03] });
    distance.forEach((one) => expect(one / (distance[0] as number)).toBeCloseTo(1, 5));
  });

  it('is the same for RMSProp after a quarter turn, and not after an eighth', async () => {
    const optimizer = { name: 'rmsprop' };
    const { distance } = await measure({
      optimizer,
      angles: [0, 90, 45],
      rates: [0.1],
      updates: 30,
    });
    const [straight, quarter, eighth] = distance as [number, number, number];
    expect(quarter / straight).toBeCloseTo(1, 3);
    expect(eighth / straight).toBeGreaterThan(10);
  });

  it('chooses the best of the rates, never one that diverges', async () => {
    const options = { condition: 10, angles: [0], updates: 50 };
    const each = await Promise.all(
      [0.01, 0.18, 0.6].map(
        async (rate) => (await measure({ ...options, rates: [rate] })).distance?.[0],
      ),
    );
    const all = await measure({ ...options, rates: [0.01, 0.18, 0.6] });
    expect(all['best']).toEqual([1]);
    expect(all['distance']).toEqual([each[1]]);
    expect(each[2]).toBeGreaterThan(1e6);
  });

  it('starts elsewhere under another seed', async () => {
    const [one, other] = await Promise.all([1, 2].map((seed) => measure({}, seed)));
    expect(other).not.toEqual(one);
  });
});
