// Compiled by `npm run check:types`, never run: a line under `@ts-expect-error` that compiles is an error itself.
import * as tf from '@tensorflow/tfjs';
import { LBFGS, Newton } from 'downhill';

const w = tf.variable(tf.tensor([1, 2]));
const model = tf.sequential();

// Right use compiles.
export const right = [
  new LBFGS().minimize(() => w.square().sum(), [w]),
  new LBFGS({ updates: 5, memory: 3, lineSearch: null }).minimize(() => w.square().sum()),
  new Newton({ damping: 0.1 }).minimize(() => w.square().sum(), [w]),
];

// @ts-expect-error A minimizer owns its loop: it is no tf.Optimizer.
model.compile({ optimizer: new LBFGS(), loss: 'meanSquaredError' });
// @ts-expect-error A minimizer owns its loop: it is no tf.Optimizer.
model.compile({ optimizer: new Newton(), loss: 'meanSquaredError' });
// @ts-expect-error It takes no gradients.
void new LBFGS().applyGradients({});
// @ts-expect-error PyTorch's name.
void new LBFGS({ max_iter: 20 });
// @ts-expect-error `strong-wolfe`, or null.
void new LBFGS({ lineSearch: 'strong_wolfe' });
// @ts-expect-error Not an option of Newton.
void new Newton({ memory: 3 });
// @ts-expect-error The loss is a function.
void new LBFGS().minimize(w.square().sum(), [w]);
