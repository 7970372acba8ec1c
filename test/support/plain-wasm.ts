// A process of its own on wasm as tfjs ships it, without `useBackend`, as in a browser: prints what each rule does under
// gradients that are closer to zero than 2^-23, and whether the kernel of `sign` is the defective one.
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { LAMB, LARS, Lion, Yogi } from '../../src/optimizers/index.ts';

const manifest = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/package.json',
);
setWasmPaths(join(dirname(manifest), 'wasm-out') + sep);
await tf.setBackend('wasm');

const small = [1e-8, -1e-8, 1e-30, 0];

/** The weights after two updates from `start`, bit for bit as numbers. */
async function walked(rule: tf.Optimizer, start: readonly number[]): Promise<number[]> {
  const w = tf.variable(tf.tensor([...start]));
  const g = tf.tensor(small);
  for (let i = 0; i < 2; i++) rule.applyGradients([{ name: w.name, tensor: g }]);
  return [...(await w.data())];
}

const zeros = [0, 0, 0, 0];
const result = {
  backend: tf.getBackend(),
  kernel: [...(await tf.tensor(small).sign().data())],
  lion: await walked(new Lion({ learningRate: 0.5 }), zeros),
  yogi: await walked(new Yogi({ epsilon: 1e-10, initialAccumulatorValue: 0 }), zeros),
  lars: await walked(new LARS(), small),
  lamb: await walked(new LAMB({ weightDecay: 0 }), small),
};
process.stdout.write(JSON.stringify(result));
