import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend, type BackendName } from '../../src/backend/index.ts';
import * as networks from './networks.ts';

/** The losses of as many updates on a backend; after the first no update may leave a tensor. */
async function losses(backend: BackendName, network: () => networks.Training, updates: number) {
  await useBackend(backend);
  const update = network();
  const path = [await update()];
  const before = tf.memory().numTensors;
  while (path.length < updates) path.push(await update());
  expect(tf.memory().numTensors, `left on ${backend}`).toBe(before);
  tf.disposeVariables();
  return path;
}

describe('a network with the layers of', () => {
  it.each([
    ['mnist', networks.cnn],
    ['mobilenet', networks.mobileNet],
    ['a variational autoencoder', networks.autoencoder],
    ['sentiment', networks.text],
    ['mnist-acgan', networks.gan],
    ['snake-dqn', networks.dqn],
  ])('%s learns on wasm as on cpu', async (_, network) => {
    const [wasm, cpu] = [
      await losses('wasm', () => network(), 6),
      await losses('cpu', () => network(), 6),
    ];
    wasm.forEach((loss, update) => {
      const expected = cpu[update] as number;
      expect(
        Math.abs(loss / expected - 1),
        `update ${update}: ${loss} for ${expected}`,
      ).toBeLessThan(1e-3);
    });
    expect(wasm.at(-1)).toBeLessThan(wasm[0] as number);
  });
});
