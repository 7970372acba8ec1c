/** A default that a library has where the paper, or PyTorch, has another. */
export interface LibraryDefault {
  readonly option: string;
  readonly value: number;
  readonly library: string;
}

const keras = { option: 'epsilon', value: 1e-7, library: 'tfjs and Keras' };
const kerasAlone = { option: 'epsilon', value: 1e-7, library: 'Keras' };
const likeAdam = { option: 'epsilon', value: 1e-8, library: 'Adam and most other rules' };
const longer = { option: 'decay', value: 0.99, library: 'PyTorch' };
const withoutMomentum = { option: 'momentum', value: 0, library: 'PyTorch and Keras' };

/** By rule; what a file leaves to its defaults may follow any of them. */
export const libraryDefaults: Readonly<Record<string, readonly LibraryDefault[]>> = {
  momentum: [withoutMomentum],
  nesterov: [withoutMomentum],
  sgdw: [
    withoutMomentum,
    { option: 'weightDecay', value: 0, library: 'PyTorch and Keras, for SGD' },
    { option: 'weightDecay', value: 0.004, library: 'Keras, for AdamW' },
  ],
  adagrad: [
    { option: 'initialAccumulatorValue', value: 0.1, library: 'tfjs, Keras and Optax' },
    { option: 'epsilon', value: 1e-10, library: 'PyTorch' },
    { option: 'epsilon', value: 1e-7, library: 'tfjs, Keras and Optax' },
  ],
  adadelta: [{ option: 'rho', value: 0.95, library: 'tfjs and Keras' }, keras, likeAdam],
  rmsprop: [keras, longer],
  rmspropCentered: [keras, longer],
  rmspropMomentum: [
    keras,
    longer,
    { option: 'momentum', value: 0, library: 'tfjs, PyTorch and Keras' },
  ],
  adam: [keras],
  adamw: [
    kerasAlone,
    { option: 'weightDecay', value: 0.004, library: 'Keras' },
    { option: 'weightDecay', value: 1e-4, library: 'Optax' },
    { option: 'weightDecay', value: 0, library: 'Keras, for Adam' },
  ],
  amsgrad: [kerasAlone],
  adamax: [keras],
  // Keras has this decay built in.
  nadam: [kerasAlone, { option: 'momentumDecay', value: 1, library: 'Keras' }],
  radam: [kerasAlone],
  adabelief: [
    likeAdam,
    { option: 'epsilon', value: 1e-12, library: 'early releases of its authors' },
    kerasAlone,
  ],
  yogi: [likeAdam, kerasAlone, { option: 'initialAccumulatorValue', value: 0, library: 'Adam' }],
  lion: [
    { option: 'weightDecay', value: 1e-3, library: 'Optax' },
    { option: 'weightDecay', value: 0.01, library: 'PyTorch, for AdamW' },
  ],
  lamb: [likeAdam, kerasAlone, { option: 'weightDecay', value: 0, library: 'Keras and Optax' }],
  lars: [{ option: 'weightDecay', value: 1e-4, library: 'the training recipe of ResNet' }],
  muon: [
    { option: 'weightDecay', value: 0.1, library: 'PyTorch' },
    { option: 'weightDecay', value: 0, library: 'Optax' },
    kerasAlone,
  ],
  scheduleFreeAdamW: [kerasAlone],
};
