// A process of its own: loads the model in each folder, trains on, and prints the weights of each as JSON.
// Arguments: backend, updates, folders.
import * as tf from '@tensorflow/tfjs';
import { useBackend, type BackendName } from '../../src/backend/index.ts';
import '../../src/optimizers/index.ts';
import { modelFolder } from '../../src/backend/model-folder.ts';
import { train, weightsOf } from './small-model.ts';

const [backend, updates, ...paths] = process.argv.slice(2);
await useBackend(backend as BackendName);
const weights: number[][][] = [];
for (const path of paths) {
  const model = await tf.loadLayersModel(modelFolder(path));
  await train(model, Number(updates));
  weights.push(await weightsOf(model));
}
process.stdout.write(JSON.stringify(weights));
