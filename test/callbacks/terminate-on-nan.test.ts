import { afterEach, describe, expect, it, vi } from 'vitest';
import { terminateOnNaN } from '../../src/callbacks/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { column, oneWeight } from './one-weight.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function fit(targets: number[], epochs: number, learningRate = 0) {
  const model = oneWeight();
  model.compile({ optimizer: new SGD({ learningRate }), loss: 'meanSquaredError' });
  const sentences: string[] = [];
  const callback = terminateOnNaN({ say: (sentence) => sentences.push(sentence) });
  const inputs = column(...targets.map(() => 1));
  const options = { epochs, batchSize: 1, shuffle: false, callbacks: [callback] };
  const { epoch } = await model.fit(inputs, column(...targets), options);
  return { model, callback, sentences, epochs: epoch.length };
}

describe('terminateOnNaN', () => {
  it.each([
    [NaN, NaN],
    [Infinity, Infinity],
    [1e30, Infinity],
  ])('stops after the batch whose target %d makes the loss %d', async (target, loss) => {
    const { callback, sentences, model, epochs } = await fit([1, 1, target, 1], 3);
    expect(callback.divergence).toEqual({ epoch: 0, batch: 2, loss });
    expect(epochs).toBe(1);
    expect(model.optimizer.iterations).toBe(3);
    expect(sentences).toEqual([
      `terminateOnNaN: stopped training, because the loss of batch 2 of epoch 0 (both counted from 0) is ${loss}`,
    ]);
  });

  it('names the epoch too', async () => {
    // Each update multiplies the weight's error by 1 - 2e18: the loss overflows at the third.
    const { callback } = await fit([0, 0], 4, 1e18);
    expect(callback.divergence).toEqual({ epoch: 1, batch: 0, loss: Infinity });
  });

  it('says nothing about losses that are numbers', async () => {
    const { callback, sentences, epochs } = await fit([1, 2, 1e18], 2);
    expect(callback.divergence).toBeUndefined();
    expect(sentences).toEqual([]);
    expect(epochs).toBe(2);
  });

  it('warns on the console unless told otherwise, and begins anew with each fit', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const model = oneWeight();
    model.compile({ optimizer: new SGD({ learningRate: 0 }), loss: 'meanSquaredError' });
    const callback = terminateOnNaN();
    await model.fit(column(1), column(NaN), { callbacks: [callback] });
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^terminateOnNaN: stopped training/)]]);
    model.setWeights([column(1)]);
    await model.fit(column(1), column(1), { callbacks: [callback] });
    expect(callback.divergence).toBeUndefined();
  });

  it('refuses what is no function', () => {
    expect(() => terminateOnNaN({ say: 'loud' as never })).toThrow(
      'terminateOnNaN: say must be a function, got "loud"',
    );
  });
});
