import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { compareGradients, numericGradient } from '../../src/gradients/index.ts';
import { orthogonal, proximalL1, regularizer, regularizers } from '../../src/regularizers/index.ts';
import { Float64, type Elementwise } from '../../src/rules/index.ts';
import { random } from '../../src/shared/random.ts';
import { penalty, read, slope } from './penalty.ts';
import { tried } from './tried.ts';

beforeAll(() => useBackend('cpu'));

const values = (array: Elementwise) => (array as Float64).values;
const only = (array: Elementwise) => values(array)[0] as number;

/** A penalty with options for this test, as functions of the weight alone. */
interface Case {
  readonly name: keyof typeof regularizers;
  readonly options: Readonly<Record<string, number>>;
  readonly value: (w: Float64) => Elementwise;
  readonly gradient: (w: Float64) => Elementwise;
}
const cases: readonly Case[] = Object.entries(tried).flatMap(([name, { options: all }]) => {
  const of = regularizers[name as Case['name']];
  return all.map((options) => ({
    name: name as Case['name'],
    options,
    value: (w: Float64) => of.penalty(w, options as never),
    gradient: (w: Float64) => of.gradient(w, options as never),
  }));
});
const shapes = [[3], [2, 3], [3, 2], [1, 4], [2, 2, 2, 3]];

describe.each(cases)('$name with $options, in doubles', ({ name, options, value, gradient }) => {
  describe.each(shapes)('on the shape %j', (...shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const at = fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 0.01);
    const weights = fc.array(at, { minLength: size, maxLength: size });

    it('has the gradient that its values show', () => {
      fc.assert(
        fc.property(weights, (w) => {
          const f = (x: number[]) => only(value(new Float64(x, shape)));
          const own = gradient(new Float64(w, shape));
          expect(own.shape).toEqual(shape);
          const numeric = numericGradient(f, w);
          const floor = 1e-2 * (1 + Math.abs(f(w)));
          expect(compareGradients(values(own), numeric, { floor })).toMatchObject({ agrees: true });
        }),
        { numRuns: 30 },
      );
    });

    it('is the same on tensors, value and gradient, by its own function and by a tape', async () => {
      const w = [...random(size).normals(size)];
      const array = new Float64(w, shape);
      const tensor = () => tf.tensor(w, shape);
      const onTensors = regularizer({ name, ...options });
      const nested = await read(() => onTensors(tensor()));
      expect(nested[0]).toBeCloseTo(only(value(array)), 4);
      const expected = values(gradient(array)).map((one) => expect.closeTo(one, 4));
      expect(await read(() => tf.grad(onTensors)(tensor()))).toEqual(expected);
      const direct = () => gradient(tensor() as unknown as Float64) as unknown as tf.Tensor;
      expect(await read(direct)).toEqual(expected);
    });
  });

  it('is finite and has the subgradient 0 at zeros', () => {
    const zeros = Float64.zeros(2, 3);
    expect(Number.isFinite(only(value(zeros)))).toBe(true);
    expect(values(gradient(zeros)).map(Math.abs)).toEqual(Array(6).fill(0));
  });
});

describe('the proximal step', () => {
  const step = (w: readonly number[], by: number) =>
    values(proximalL1.proximal(new Float64(w), by, { l1: 0.5 }));

  it('is the same in doubles and on tensors', async () => {
    const w = [1, -1, 0.25, -0.25, 0.125, 0, -3];
    const onTensors = await read(() => proximalL1({ l1: 0.5 }).proximal(tf.tensor(w), 0.5));
    expect(onTensors).toEqual([0.75, -0.75, 0, 0, 0, 0, -2.75]);
    expect(step(w, 0.5)).toEqual(onTensors);
  });

  it('leaves w - v among the slopes that step · penalty has at v, which is what least means', () => {
    const numbers = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 3, noNaN: true }), (w, by) => {
        const most = by * 0.5;
        for (const [i, v] of step(w, by).entries()) {
          const left = (w[i] as number) - v;
          if (v === 0) expect(Math.abs(left)).toBeLessThanOrEqual(most);
          else expect(left).toBeCloseTo(Math.sign(v) * most, 12);
        }
      }),
    );
  });
});

describe('orthogonal in float32', () => {
  it('is right to 1e-7 for each column where the columns are orthonormal', async () => {
    const size = 64;
    // A reflection along a random direction is orthogonal.
    const v = random(4).normals(size);
    const length = v.reduce((sum, x) => sum + x * x, 0);
    const w = Array.from({ length: size }, (_, i) =>
      Array.from(v, (x, j) => (i === j ? 1 : 0) - (2 * x * (v[i] as number)) / length),
    );
    const exact = only(orthogonal.penalty(new Float64(w.flat(), [size, size]), { strength: 1 }));
    expect(Math.abs(exact)).toBeLessThan(1e-12);
    expect(Math.abs(await penalty(orthogonal({ strength: 1 }), w))).toBeLessThan(1e-7 * size);
    const slopes = await slope(orthogonal({ strength: 1 }), w);
    expect(Math.max(...slopes.map(Math.abs))).toBeLessThan(4e-6);
  });
});
