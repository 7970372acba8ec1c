import type * as tf from '@tensorflow/tfjs';

/** What tfjs marks a training model with; its types keep it to subclasses. */
interface Training {
  isTraining: boolean;
}

/**
 * Calls `end` once when the `fit` or `fitDataset` of `model` that runs now is over, also when it throws, of which tfjs
 * tells no callback; without one nothing happens.
 */
export function whenFitEnds(model: tf.LayersModel, end: () => void): void {
  const training = model as unknown as Training;
  if (!training.isTraining) return;
  const before = Object.getOwnPropertyDescriptor(model, 'isTraining') as PropertyDescriptor;
  Object.defineProperty(model, 'isTraining', {
    configurable: true,
    enumerable: true,
    get: () => true,
    set: (value: boolean) => {
      Object.defineProperty(model, 'isTraining', before);
      training.isTraining = value;
      end();
    },
  });
}
