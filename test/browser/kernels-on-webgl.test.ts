// Updates by shaders, in a real browser.
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optimizers } from '../../src/optimizers/index.ts';
import { noBrowser, startBrowser } from './lab-page.ts';

/** What runs in the page: each rule with a kernel and with tensor operations, on the same gradients. */
const script = `
  import * as tf from '@tensorflow/tfjs';
  import { optimizers } from './src/optimizers/index.ts';
  const shapes = [[], [1], [5], [3, 5], [4, 2], [2, 3, 5], [3, 1, 2, 3]];
  const place = (shape, seed) => tf.randomNormal(shape, 0, 1, 'float32', seed);
  globalThis.backend = async () => {
    await tf.setBackend('webgl');
    return tf.getBackend();
  };
  globalThis.compared = (name, updates) => {
    const before = tf.memory().numTensors;
    const run = (fused) => {
      const variables = shapes.map((shape, i) => tf.tidy(() => tf.variable(place(shape, i + 1))));
      const one = new optimizers[name]({ fused });
      for (let update = 0; update < updates; update++) {
        const named = variables.map((w, i) => [w.name, place(w.shape, 10 * update + i + 1)]);
        one.applyGradients(Object.fromEntries(named));
        tf.dispose(named.map(([, g]) => g));
      }
      // What stands beyond a matrix's edge would show in a product.
      const seen = variables.map((w) =>
        tf.tidy(() => [...w.dataSync(), ...(w.rank === 2 ? w.matMul(w, false, true).dataSync() : [])]),
      );
      const { path } = one;
      one.dispose();
      tf.dispose(variables);
      return { path, seen };
    };
    const [fused, plain] = [run('auto'), run(false)];
    return { path: fused.path, fused: fused.seen, plain: plain.seen, left: tf.memory().numTensors - before };
  };
  globalThis.odd = (name) => {
    const run = (fused) => {
      const w = tf.tidy(() => tf.variable(tf.tensor([1, 2, 3, 4])));
      const one = new optimizers[name]({ fused });
      for (const values of [[1, NaN, 2, 0], [1, 1, 1, NaN]]) {
        const g = tf.tensor(values);
        one.applyGradients({ [w.name]: g });
        g.dispose();
      }
      const seen = [...w.dataSync()];
      one.dispose();
      w.dispose();
      return seen.map(Number.isNaN);
    };
    return [run('require'), run(false)];
  };
  globalThis.edge = () => {
    const w = tf.tidy(() => tf.variable(place([3, 5], 1)));
    const one = new optimizers.adam({ fused: 'require', epsilon: 0 });
    one.applyGradients({ [w.name]: place([3, 5], 2) });
    // The product reads four elements at a time.
    return [...w.matMul(w, false, true).dataSync()];
  };
  globalThis.empty = () => {
    const w = tf.tidy(() => tf.variable(tf.zeros([0, 3])));
    const one = new optimizers.adam({ fused: 'require' });
    one.applyGradients({ [w.name]: tf.zeros([0, 3]) });
    return w.shape;
  };
  globalThis.gain = (count, shape) => {
    const lanes = [tf.train.adam(1e-3), new optimizers.adam({ fused: 'require' })].map((one) => {
      const variables = Array.from({ length: count }, (_, i) => tf.variable(place(shape, i + 1)));
      const named = Object.fromEntries(variables.map((w, i) => [w.name, place(shape, i + 1)]));
      // What was asked for is done once a number of it can be read.
      const step = () => one.applyGradients(named);
      const wait = () => tf.tidy(() => variables.at(-1).sum().dataSync());
      for (let i = 0; i < 3; i++) step();
      wait();
      return { step, wait, times: [] };
    });
    for (let round = 0; round < 7; round++) {
      for (const { step, wait, times } of lanes) {
        const start = performance.now();
        for (let i = 0; i < 3; i++) step();
        wait();
        times.push(performance.now() - start);
      }
    }
    const [theirs, own] = lanes.map(({ times }) => times.toSorted((a, b) => a - b)[3]);
    return theirs / own;
  };
`;

interface Compared {
  readonly path: string;
  readonly fused: readonly (readonly number[])[];
  readonly plain: readonly (readonly number[])[];
  readonly left: number;
}

/** Rules that look beyond one element at a time, which no shader does. */
const beyond = ['lars', 'lamb', 'muon', 'adafactor'];

describe.skipIf(noBrowser !== undefined)('a kernel on WebGL', () => {
  let browser: Browser;
  let evaluate: <T>(expression: string) => Promise<T>;
  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: script, resolveDir: process.cwd() },
      bundle: true,
      write: false,
      format: 'iife',
      logLevel: 'error',
    });
    browser = await startBrowser(['--enable-unsafe-swiftshader']);
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text as string });
    evaluate = (expression) => page.evaluate(expression);
  });
  afterAll(() => browser?.close());

  it('runs there', async () => {
    expect(await evaluate('backend()')).toBe('webgl');
  });

  it.each(Object.keys(optimizers))('moves weights as tensor operations do: %s', async (name) => {
    const { path, fused, plain, left } = await evaluate<Compared>(`compared('${name}', 4)`);
    expect(path).toMatch(beyond.includes(name) ? /^tensors/ : /^fused$/);
    expect(left).toBe(0);
    fused.forEach((values, variable) => {
      values.forEach((value, i) => {
        const right = plain[variable]?.[i] as number;
        expect(Math.abs(value - right)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(right)));
      });
    });
  });

  it.each(['adam', 'amsgrad', 'adamax', 'lion'])('keeps NaN: %s', async (name) => {
    const [fused, plain] = await evaluate<[boolean[], boolean[]]>(`odd('${name}')`);
    expect(fused).toEqual(plain);
  });

  it('writes nothing beyond the edge of a matrix, not even 0 / 0', async () => {
    const product = await evaluate<number[]>('edge()');
    expect(product).toHaveLength(9);
    expect(product.every(Number.isFinite)).toBe(true);
  });

  it('takes an empty weight', async () => {
    expect(await evaluate('empty()')).toEqual([0, 3]);
  });

  it.each(['60, [64, 64]', '60, [8, 8]'])('is faster than tfjs: %s', async (weights) => {
    const gain = await evaluate<number>(`gain(${weights})`);
    // Half of what a software adapter shows.
    expect(gain).toBeGreaterThan(2);
  });
});
