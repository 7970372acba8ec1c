import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { optimizers } from '../../src/optimizers/index.ts';
import { GradientAccumulation, Lookahead } from '../../src/wrappers/index.ts';
import { cnn, cnnModel, images, oneHot } from '../kernels/networks.ts';

beforeAll(() => useBackend('wasm').then(() => {}));

/** Bytes of WebAssembly memory that tfjs has taken from the system. */
const heap = () =>
  (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.byteLength;

const inner = () => new optimizers.adam({ learningRate: 0.01 });

describe('50 updates of a convolutional network on wasm', () => {
  it.each<[string, () => tf.Optimizer]>([
    ...Object.entries(optimizers).map(
      ([name, Rule]) => [name, () => new Rule()] as [string, () => tf.Optimizer],
    ),
    ['lookahead', () => new Lookahead({ optimizer: inner() })],
    ['gradient accumulation', () => new GradientAccumulation({ optimizer: inner(), every: 2 })],
    ["tfjs's own adam", () => tf.train.adam(0.01)],
  ])('with %s lower the loss, and leave neither tensors nor memory', async (_, optimizer) => {
    const update = cnn(optimizer());
    const path: number[] = [];
    while (path.length < 10) path.push(await update());
    const [tensors, bytes] = [tf.memory().numTensors, heap()];
    while (path.length < 50) path.push(await update());
    expect(path.every(Number.isFinite), path.join(' ')).toBe(true);
    expect(Math.min(...path.slice(-5))).toBeLessThan(path[0] as number);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(heap()).toBe(bytes);
  });
});

describe('model.fit', () => {
  it('gives the same history on wasm as on cpu, with batches and validation', async () => {
    const histories: Record<string, number[]>[] = [];
    for (const backend of ['wasm', 'cpu'] as const) {
      await useBackend(backend);
      const model = cnnModel();
      model.compile({
        optimizer: new optimizers.adamw({ learningRate: 0.01 }),
        loss: 'categoricalCrossentropy',
        metrics: ['accuracy'],
      });
      const [x, y] = [images(32, 10), oneHot(32, 4)];
      const options = {
        epochs: 4,
        batchSize: 8,
        shuffle: false,
        validationSplit: 0.25,
        verbose: 0,
      };
      const { history } = await model.fit(x, y, options);
      histories.push(history as Record<string, number[]>);
      tf.dispose([x, y]);
      model.dispose();
    }
    const [wasm, cpu] = histories;
    for (const [name, path] of Object.entries(cpu ?? {})) {
      path.forEach((value, i) => expect(wasm?.[name]?.[i], name).toBeCloseTo(value, 3));
    }
    expect(wasm?.['loss']?.at(-1)).toBeLessThan(wasm?.['loss']?.[0] as number);
  });
});
