import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { l1, proximalL1 } from '../../src/regularizers/index.ts';
import { isProximal } from '../../src/regularizers/regularizer.ts';
import { penalty, read, slope } from './penalty.ts';

beforeAll(() => useBackend('cpu'));

const after = (w: readonly number[], strength: number, step: number) =>
  read(() => proximalL1({ l1: strength }).proximal(tf.tensor([...w]), step));

describe('proximalL1', () => {
  it('is l1 as a penalty', async () => {
    for (const w of [
      [1, -2, 3],
      [0, -0.5],
    ]) {
      expect(await penalty(proximalL1({ l1: 0.5 }), w)).toBe(await penalty(l1({ l1: 0.5 }), w));
      expect(await slope(proximalL1({ l1: 0.5 }), w)).toEqual(await slope(l1({ l1: 0.5 }), w));
    }
  });

  it('takes step · l1 off each weight, and makes exact zeros of the small ones', async () => {
    expect(await after([1, -1, 0.25, -0.25, 0.125, -0.125, 0], 0.5, 0.5)).toEqual([
      0.75, -0.75, 0, 0, 0, 0, 0,
    ]);
    expect(await after([1, -2], 0.5, 0)).toEqual([1, -2]);
    expect(await after([1, -2], 0, 0.5)).toEqual([1, -2]);
  });

  it('is where ½ (v - w)² + step · l1 · |v| is least', async () => {
    const [strength, step] = [0.7, 0.4];
    const w = [-1.3, -0.3, -0.27, 0, 0.1, 0.29, 0.9];
    const grid = Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 10_000);
    const least = w.map((one) => {
      const cost = (v: number) => 0.5 * (v - one) ** 2 + step * strength * Math.abs(v);
      return grid.reduce((best, v) => (cost(v) < cost(best) ? v : best));
    });
    expect(await after(w, strength, step)).toEqual(least.map((one) => expect.closeTo(one, 4)));
  });

  it('is the only one that knows a proximal step', () => {
    expect([isProximal(proximalL1()), isProximal(l1())]).toEqual([true, false]);
  });
});
