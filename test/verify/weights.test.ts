import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { Float64 } from '../../src/rules/index.ts';
import { Weights } from '../../src/verify/weights.ts';

beforeAll(() => useBackend('cpu'));

type Word = (this: unknown, ...given: unknown[]) => Weights & tf.Tensor;

/** What a word is given beside the array that it is asked of; nothing where it takes nothing. */
const given: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  ...Object.fromEntries(
    ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'squaredDifference'].map((word) => [
      word,
      [[0.7]],
    ]),
  ),
  step: [[], [0.2]],
  clipByValue: [[-0.3, 0.6]],
  pow: [[2], [3]],
  norm: [[], [1], [2], [Infinity]],
  sum: [[], [0], [-1, true], [[0, 1]], [[1], true], [[-1, 0], true]],
  mean: [[], [1]],
  reshape: [[[3, 2]]],
};
const words = [Float64, Weights]
  .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
  .filter((word, i, all) => word !== 'constructor' && all.indexOf(word) === i);

it('has words, all of which a tensor has', () => {
  expect(words.length).toBeGreaterThan(30);
  const tensor = tf.zeros([2, 3]);
  expect(words.filter((word) => !(word in tensor))).toEqual([]);
});

const ofPositive = ['log', 'log1p', 'sqrt'];
const calls = words.flatMap((word) => (given[word] ?? [[]]).map((args) => [word, args] as const));

it.each(calls)('gives the numbers and the shape of a tensor: %s %j', (word, args) => {
  const list = [0.5, -1.25, 0.75, -0.1, 2, 0.2];
  const shape = word === 'asScalar' ? [] : [2, 3];
  const one = shape.length === 0 ? [0.5] : ofPositive.includes(word) ? list.map(Math.abs) : list;
  const ask = (w: object) => {
    const value = (w as Record<string, unknown>)[word];
    if (typeof value !== 'function') return value;
    const others = ['dot', 'matMul'].includes(word) ? [other(w)] : args;
    return (value as Word).apply(w, [...others]);
  };
  // A product of two lists, or of a matrix and one that fits.
  const other = (w: object) => (word === 'dot' ? w : (w as Weights).transpose());
  const [flat, own] = word === 'dot' ? [[6], list] : [shape, one];
  const [got, right] = [ask(new Weights(own, flat)), ask(tf.tensor(own, flat))];
  if (typeof got !== 'object') {
    expect(got).toBe(right);
    return;
  }
  expect(got).toBeInstanceOf(Weights);
  expect((got as Weights).shape).toEqual((right as tf.Tensor).shape);
  const numbers = [...(right as tf.Tensor).dataSync()];
  for (const [i, value] of (got as Weights).values.entries()) {
    expect(value).toBeCloseTo(numbers[i] as number, 5);
  }
});
