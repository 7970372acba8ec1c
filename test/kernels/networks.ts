import * as tf from '@tensorflow/tfjs';
import { random } from '../../src/shared/random.ts';

// Small sisters of the networks of tfjs's example gallery, with the same weights and data every time.

/** A network in training: each call is an update, and gives its loss. */
export type Training = () => Promise<number>;

const { conv2d, dense, flatten } = tf.layers;

/** Weights that are the same every time; another `seed` for each layer. */
const start = (seed: number) => tf.initializers.glorotUniform({ seed });
const numbers = (shape: number[], seed: number) =>
  tf.tensor(random(seed).normals(tf.util.sizeFromShape(shape)), shape);
const classes = (length: number, count: number) =>
  tf.tensor1d(
    Int32Array.from({ length }, (_, i) => i % count),
    'int32',
  );
/** The classes in turn, `[length, count]`. */
export const oneHot = (length: number, count: number) => tf.oneHot(classes(length, count), count);

/** Images of which each class has a corner of its own lit up. */
export function images(length: number, size: number): tf.Tensor {
  return tf.tidy(() => {
    const lit = numbers([4, size, size, 1], 7).mul(1.5);
    return tf.gather(lit, classes(length, 4)).add(numbers([length, size, size, 1], 8).mul(0.3));
  });
}

function supervised(
  model: tf.LayersModel,
  optimizer: tf.Optimizer,
  loss: string,
  x: tf.Tensor,
  y: tf.Tensor,
): Training {
  model.compile({ optimizer, loss });
  return async () => (await model.trainOnBatch(x, y)) as number;
}

/** `mnist`: convolutions, pooling, batch normalization, dropout. */
export function cnnModel(): tf.Sequential {
  return tf.sequential({
    layers: [
      conv2d({ filters: 4, kernelSize: 3, inputShape: [10, 10, 1], kernelInitializer: start(1) }),
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }),
      conv2d({ filters: 6, kernelSize: 3, activation: 'relu', kernelInitializer: start(2) }),
      tf.layers.batchNormalization(),
      flatten(),
      tf.layers.dropout({ rate: 0.25, seed: 3 }),
      dense({ units: 4, activation: 'softmax', kernelInitializer: start(4) }),
    ],
  });
}

export function cnn(optimizer: tf.Optimizer = tf.train.adam(0.01)): Training {
  return supervised(cnnModel(), optimizer, 'categoricalCrossentropy', images(8, 10), oneHot(8, 4));
}

/** `mobilenet`: depthwise and separable convolutions. */
export function mobileNet(): Training {
  const model = tf.sequential({
    layers: [
      conv2d({
        filters: 4,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        useBias: false,
        inputShape: [10, 9, 1],
        kernelInitializer: start(1),
      }),
      tf.layers.batchNormalization(),
      tf.layers.reLU({ maxValue: 6 }),
      tf.layers.depthwiseConv2d({
        kernelSize: 3,
        padding: 'same',
        depthwiseInitializer: start(2),
      }),
      tf.layers.separableConv2d({
        filters: 8,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        depthwiseInitializer: start(3),
        pointwiseInitializer: start(4),
      }),
      tf.layers.averagePooling2d({ poolSize: 2, strides: 1, padding: 'same' }),
      tf.layers.globalAveragePooling2d({}),
      dense({ units: 4, activation: 'softmax', kernelInitializer: start(5) }),
    ],
  });
  const x = tf.tidy(() => images(8, 10).slice([0, 0, 0, 0], [8, 10, 9, 1]));
  return supervised(model, tf.train.momentum(0.1, 0.9), 'categoricalCrossentropy', x, oneHot(8, 4));
}

/** `fashion-mnist-vae` and others: down by strides, up by upsampling and transposed convolutions. */
export function autoencoder(): Training {
  const model = tf.sequential({
    layers: [
      conv2d({
        filters: 4,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        inputShape: [8, 8, 1],
        kernelInitializer: start(1),
      }),
      conv2d({
        filters: 6,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: start(2),
      }),
      tf.layers.upSampling2d({ size: [2, 2] }),
      conv2d({ filters: 4, kernelSize: 3, padding: 'same', kernelInitializer: start(3) }),
      tf.layers.conv2dTranspose({
        filters: 1,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        kernelInitializer: start(4),
      }),
    ],
  });
  const x = images(8, 8);
  return supervised(model, tf.train.rmsprop(0.005), 'meanSquaredError', x, x);
}

/** `sentiment`: an embedding and an LSTM. */
export function text(): Training {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: 12,
        outputDim: 5,
        inputLength: 7,
        embeddingsInitializer: start(1),
      }),
      tf.layers.lstm({ units: 6, kernelInitializer: start(2), recurrentInitializer: start(3) }),
      dense({ units: 1, activation: 'sigmoid', kernelInitializer: start(4) }),
    ],
  });
  const words = Int32Array.from({ length: 8 * 7 }, (_, i) => (i * i + (i >> 3)) % 12);
  const y = tf.tensor2d(
    Float32Array.from({ length: 8 }, (_, i) => i % 2),
    [8, 1],
  );
  const x = tf.tensor2d(words, [8, 7], 'int32');
  return supervised(model, tf.train.adam(0.02), 'binaryCrossentropy', x, y);
}

/** `mnist-acgan`: a generator with an embedding of the class, and a critic; the loss is the critic's. */
export function gan(): Training {
  const latent = tf.input({ shape: [4] });
  const kind = tf.input({ shape: [1] });
  const embedded = tf.layers
    .embedding({ inputDim: 4, outputDim: 4, embeddingsInitializer: start(1) })
    .apply(kind) as tf.SymbolicTensor;
  const seed = tf.layers
    .multiply()
    .apply([latent, flatten().apply(embedded) as tf.SymbolicTensor]) as tf.SymbolicTensor;
  const drawn = tf.sequential({
    layers: [
      dense({ units: 2 * 2 * 6, activation: 'relu', inputShape: [4], kernelInitializer: start(2) }),
      tf.layers.reshape({ targetShape: [2, 2, 6] }),
      tf.layers.conv2dTranspose({
        filters: 4,
        kernelSize: 5,
        strides: 2,
        padding: 'same',
        kernelInitializer: start(3),
      }),
      tf.layers.batchNormalization(),
      tf.layers.upSampling2d({ size: [2, 2] }),
      conv2d({
        filters: 1,
        kernelSize: 3,
        padding: 'same',
        activation: 'tanh',
        kernelInitializer: start(4),
      }),
    ],
  });
  const generator = tf.model({
    inputs: [latent, kind],
    outputs: drawn.apply(seed) as tf.SymbolicTensor,
  });
  const critic = tf.sequential({
    layers: [
      conv2d({
        filters: 4,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        inputShape: [8, 8, 1],
        kernelInitializer: start(5),
      }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dropout({ rate: 0.3, seed: 6 }),
      flatten(),
      dense({ units: 1, kernelInitializer: start(7) }),
    ],
  });
  const [real, noise, kinds] = [images(8, 8), numbers([8, 4], 9), classes(8, 4).reshape([8, 1])];
  const [judge, paint] = [tf.train.adam(0.02), tf.train.adam(0.002)];
  const apply = (model: tf.LayersModel, x: tf.Tensor | tf.Tensor[]) =>
    model.apply(x, { training: true }) as tf.Tensor;
  const loss = (isReal: boolean, x: tf.Tensor): tf.Scalar => {
    const logits = apply(critic, x);
    return tf.losses.sigmoidCrossEntropy(
      isReal ? tf.onesLike(logits) : tf.zerosLike(logits),
      logits,
    );
  };
  const weights = (model: tf.LayersModel) =>
    model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return async () => {
    const fooled = () => loss(true, apply(generator, [noise, kinds]));
    paint.minimize(fooled, false, weights(generator));
    const fake = tf.tidy(() => apply(generator, [noise, kinds]));
    const caught = () => loss(true, real).add(loss(false, fake)) as tf.Scalar;
    const cost = judge.minimize(caught, true, weights(critic)) as tf.Scalar;
    const [value = NaN] = await cost.data();
    tf.dispose([fake, cost]);
    return value;
  };
}

/** `snake-dqn`: convolutions over the board, and a loss on the values of the actions taken. */
export function dqn(): Training {
  const network = () =>
    tf.sequential({
      layers: [
        conv2d({
          filters: 4,
          kernelSize: 3,
          activation: 'relu',
          inputShape: [6, 6, 2],
          kernelInitializer: start(1),
        }),
        tf.layers.batchNormalization(),
        conv2d({ filters: 6, kernelSize: 3, activation: 'relu', kernelInitializer: start(2) }),
        flatten(),
        dense({ units: 8, activation: 'relu', kernelInitializer: start(3) }),
        tf.layers.dropout({ rate: 0.25, seed: 4 }),
        dense({ units: 3, kernelInitializer: start(5) }),
      ],
    });
  const [online, target] = [network(), network()];
  const [states, next] = [numbers([8, 6, 6, 2], 6), numbers([8, 6, 6, 2], 7)];
  const [actions, rewards] = [oneHot(8, 3), numbers([8], 8)];
  const optimizer = tf.train.adam(0.005);
  return async () => {
    const loss = () => {
      const taken = online.apply(states, { training: true }) as tf.Tensor;
      const best = (target.predict(next) as tf.Tensor).max(-1);
      const wanted = rewards.add(best.mul(0.9));
      return tf.losses.meanSquaredError(wanted, taken.mul(actions).sum(-1)) as tf.Scalar;
    };
    const cost = optimizer.minimize(loss, true) as tf.Scalar;
    const [value = NaN] = await cost.data();
    cost.dispose();
    return value;
  };
}
