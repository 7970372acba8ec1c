import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Float64, lamb, lars, sign, yogi, type Elementwise } from '../../src/rules/index.ts';
import { testBackends } from '../support/backends.ts';
import { float64Walk } from '../support/float64-walk.ts';

const numbers = [3, -0.5, 0, 1e-8, -1e-8, 2 ** -126, -(2 ** -126), 1e30, Infinity, -Infinity];
const signs = [1, -1, 0, 1, -1, 1, -1, 1, 1, -1];

it('is exact in doubles, and lets what is no number through', () => {
  expect((sign(new Float64(numbers)) as Float64).values).toEqual(signs);
  expect((sign(new Float64([NaN])) as Float64).values).toEqual([NaN]);
});

it.each(testBackends)('is exact on %s', async (backend) => {
  await useBackend(backend);
  const result = tf.tidy(() => {
    return sign(tf.tensor(numbers) as unknown as Elementwise) as unknown as tf.Tensor;
  });
  expect([...(await result.data())]).toEqual(signs);
  result.dispose();
});

describe('on wasm as tfjs ships it, whose own kernel of sign is defective', () => {
  const small = [1e-8, -1e-8, 1e-30, 0];
  let there: Record<string, number[]>;
  beforeAll(async () => {
    const script = fileURLToPath(new URL('../support/plain-wasm.ts', import.meta.url));
    const args = ['--import', 'tsx', script];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    there = JSON.parse(stdout) as typeof there;
  }, 60_000);

  it('the kernel is the defective one', () => {
    expect(there['backend']).toBe('wasm');
    expect(there['kernel']?.map(Math.abs)).toEqual([0, 0, 0, 0]);
  });

  it('Lion moves every weight that has a gradient', () => {
    expect(there['lion']).toEqual([-1, 1, -1, 0]);
  });

  it.each([
    ['yogi', yogi, { epsilon: 1e-10, initialAccumulatorValue: 0 }, small.map(() => 0)],
    ['lars', lars, {}, small],
    ['lamb', lamb, { weightDecay: 0 }, small],
  ] as const)('%s moves as in doubles', (name, rule, options, start) => {
    const walked = float64Walk(rule, options, {
      variables: [{ shape: [4], start }],
      updates: [1, 2].map(() => ({
        rate: rule.defaults.learningRate,
        gradients: [small],
      })),
    });
    walked.at(-1)?.forEach((value, i) => {
      expect((there[name]?.[i] ?? NaN) / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 4);
    });
  });
});
