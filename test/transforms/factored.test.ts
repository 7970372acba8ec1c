import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { clipByGlobalNorm, clipByValue } from '../../src/transforms/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import {
  each,
  factored,
  shortened,
  shortening,
  transform,
} from '../../src/transforms/transform.ts';

beforeAll(() => useBackend('cpu'));

describe('what is left to the update', () => {
  const gradients = () => new Map([['w', tf.tensor([3, 4])]]);

  it('is the factor of a gradient that is only shortened', () => {
    const given = gradients();
    const { gradients: changed, factors } = factored(clipByGlobalNorm({ norm: 1 }), given);
    expect(changed.get('w')).toBe(given.get('w'));
    expect([...factors]).toEqual([[given.get('w'), 1 / 5]]);
  });

  it('is nothing of one that is long enough', () => {
    const given = gradients();
    const { gradients: changed, factors } = factored(clipByGlobalNorm({ norm: 5 }), given);
    expect([changed.get('w'), factors.size]).toEqual([given.get('w'), 0]);
  });

  it('is nothing of what does more than that, or says nothing of it', () => {
    const more = shortening({ transform: 'more' }, (all) =>
      each(all, (g) => shortened(g, 0.5).add(1)),
    );
    for (const change of [more, clipByValue({ value: 2 })]) {
      const { gradients: changed, factors } = factored(change, gradients());
      expect([...(changed.get('w') as tf.Tensor).dataSync()]).toEqual(
        change === more ? [2.5, 3] : [2, 2],
      );
      expect(factors.size).toBe(0);
    }
  });

  it('is done at once outside of an update', () => {
    const changed = clipByGlobalNorm({ norm: 1 })(gradients());
    expect([...(changed.get('w') as tf.Tensor).dataSync()]).toEqual([...Float32Array.of(0.6, 0.8)]);
  });
});

describe('an update', () => {
  it('moves the variables that it names, as far as a transform gives gradients of them', async () => {
    const [kept, moved, other] = tf.tidy(() =>
      ['kept', 'moved', 'other'].map((name) => tf.variable(tf.scalar(1), true, name)),
    ) as [tf.Variable, tf.Variable, tf.Variable];
    const change = transform({ transform: 'its own' }, (all) => {
      const g = all.get('moved') as tf.Tensor;
      return new Map([['other', g] as const, ['moved', g] as const]);
    });
    const g = tf.scalar(1);
    const optimizer = new SGD({ learningRate: 0.5, transforms: [change] });
    for (let i = 0; i < 2; i++) optimizer.applyGradients({ kept: g, moved: g });
    const weights = await Promise.all([kept, moved, other].map((one) => one.array()));
    expect(weights).toEqual([1, 0, 1]);
    tf.dispose([kept, moved, other, g]);
  });
});
