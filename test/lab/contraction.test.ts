import { describe, expect, it } from 'vitest';
import { borders, contraction } from '../../src/lab/contraction.ts';
import { walk } from '../../src/lab/walk.ts';

/** What an update leaves of the distance, measured over the end of a long walk along one axis of a bowl. */
function measured(name: string, learningRate: number, momentum: number, updates = 400): number {
  const optimizer = { name, learningRate, ...(name !== 'sgd' && { momentum }) };
  const problem = { name: 'bowl', condition: 1, start: [1, 0] };
  const { points } = walk({ problem, optimizer, updates });
  const reach = (from: number, to: number) =>
    Math.max(...points.slice(from, to).map(([x]) => Math.abs(x)));
  return (reach(300, 400) / reach(100, 200)) ** (1 / 200);
}

describe('the contraction of a rule on a parabola', () => {
  it.each([
    ['sgd', 0.3, 0],
    ['sgd', 1.9, 0],
    ['momentum', 0.3, 0.5],
    ['momentum', 0.05, 0.9],
    ['momentum', 3, 0.6],
    ['nesterov', 0.3, 0.5],
    ['nesterov', 0.05, 0.9],
  ])('is what a walk of %s shows, rate %d, momentum %d', (name, learningRate, momentum) => {
    const { factor } = contraction(name, 1, { learningRate, momentum });
    expect(measured(name, learningRate, momentum)).toBeCloseTo(factor, 2);
  });

  it.each(Object.entries(borders))(
    'of %s changes at the borders of theory',
    (name, { stable, critical }) => {
      for (const momentum of [0.05, 0.3, 0.6, 0.9, 0.98]) {
        const at = (learningRate: number) => contraction(name, 1, { learningRate, momentum });
        const edge = stable(momentum);
        expect(at(0.999 * edge).factor).toBeLessThan(1);
        expect(at(1.001 * edge).factor).toBeGreaterThan(1);
        const rings = critical(momentum);
        expect(at(0.999 * rings).isRinging).toBe(false);
        expect(at(1.001 * rings).isRinging).toBe(true);
      }
    },
  );

  it('of SGD rings as soon as a step is longer than the way to the bottom', () => {
    const at = (learningRate: number) => contraction('sgd', 1, { learningRate });
    expect([at(0.95).isRinging, at(1.05).isRinging]).toEqual([false, true]);
    expect(at(1.05).factor).toBeCloseTo(0.05, 12);
  });

  it('hangs on rate times curvature alone', () => {
    const one = contraction('momentum', 1, { learningRate: 0.4, momentum: 0.7 });
    expect(contraction('momentum', 8, { learningRate: 0.05, momentum: 0.7 }).factor).toBeCloseTo(
      one.factor,
      12,
    );
  });

  it('is not asked of a rule that is not linear', () => {
    expect(() => contraction('adam', 1, { learningRate: 0.1 })).toThrow('only linear rules');
  });
});
