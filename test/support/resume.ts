// A process of its own: loads the model in a folder, trains on, and prints the weights. Arguments: folder, updates, backend.
import * as tf from '@tensorflow/tfjs';
import { useBackend, type BackendName } from '../../src/backend/index.ts';
import '../../src/optimizers/index.ts';
import { folder } from './folder-io.ts';
import { train, weightsOf } from './small-model.ts';

const [path, updates, backend] = process.argv.slice(2);
await useBackend(backend as BackendName);
const model = await tf.loadLayersModel(folder(path as string));
await train(model, Number(updates));
process.stdout.write(JSON.stringify(await weightsOf(model)));
