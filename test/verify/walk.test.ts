import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { freshWalk, place, textbookWalk, walk, type Stream } from '../../src/verify/index.ts';
import { pathFrom } from '../../src/verify/path.ts';
import { memberOf } from '../support/members.ts';

await useBackend('cpu');

const tiny: Stream = {
  variables: [
    { shape: [], start: [1] },
    { shape: [1, 2], start: [2, 3] },
  ],
  updates: [
    { rate: 0.5, gradients: [[1], [2, 4]] },
    { rate: 0.25, gradients: [null, [4, 0]] },
  ],
};
const expected = pathFrom([
  [1, 2, 3],
  [0.5, 1, 1],
  [0.5, 0, 1],
]);

it('walks a textbook stepper, each variable by its own and only where it has a gradient', () => {
  expect(textbookWalk(() => memberOf('sgd').textbook({}), tiny)).toEqual(expected);
});

it('walks an optimizer, whose rate it sets where asked to', async () => {
  const path = await freshWalk(
    () => new SGD(),
    tiny,
    (rule) => ({ steer: (rate) => (rule.learningRate = rate) }),
  );
  expect(path).toEqual(expected);
});

it('leaves the rate to the optimizer otherwise', async () => {
  const path = await freshWalk(() => new SGD({ learningRate: 1 }), tiny);
  expect(path.at(-1)).toEqual(Float64Array.of(0, -4, -1));
});

it('places variables with shapes and start values', async () => {
  const placed = place(tiny.variables);
  expect(placed.map(({ shape, dtype }) => [shape, dtype])).toEqual([
    [[], 'float32'],
    [[1, 2], 'float32'],
  ]);
  expect(await walk(new SGD(), placed, [])).toEqual(expected.slice(0, 1));
  tf.dispose(placed);
});

describe('leaves nothing behind', () => {
  const count = () => [tf.memory().numTensors, Object.keys(tf.engine().registeredVariables).length];

  it.each([
    ['ours', () => new SGD()],
    ['the built-in that forgets its rate', () => tf.train.momentum(0.1, 0.9)],
    ['Adam', () => tf.train.adam(0.1)],
  ])('of %s', async (_, make: () => tf.Optimizer) => {
    const before = count();
    await freshWalk(make, tiny);
    expect(count()).toEqual(before);
  });

  it('of an optimizer that throws', async () => {
    const before = count();
    class Broken extends SGD {
      static override readonly className: string = 'Broken';
      protected override update(): never {
        throw new Error('no');
      }
    }
    await expect(freshWalk(() => new Broken(), tiny)).rejects.toThrow('no');
    expect(count()).toEqual(before);
  });
});
