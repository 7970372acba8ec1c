import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { count, mustList, positive, share } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { batches } from './batches.ts';
import {
  accuracy,
  classifier,
  convolutionalClassifier,
  crossEntropy,
  residualClassifier,
  type Activation,
  type Classifier,
} from './classifier.ts';
import { loadDigits, type Digits } from './digits-data.ts';
import {
  digitClasses,
  digitPixels,
  firstImages,
  mislabelled,
  pickImages,
  toTensors,
  type Examples,
  type LabelledImages,
} from './labelled-images.ts';
import type { Problem, ProblemKind } from './problem.ts';
import { atMost, countOrAll, type Size } from './train-size.ts';
import { disposeAll } from './variables.ts';

export interface DigitsOptions {
  /**
   * `softmax`: one layer from pixels to classes; `hidden`: layers between; `residual`: a linear layer, blocks that add to
   * it, a linear layer; `convolutional`: layers of 3 x 3 filters, each with a ReLU and the image halved behind it, and a
   * linear layer. Default softmax.
   */
  model: 'softmax' | 'hidden' | 'residual' | 'convolutional';
  /**
   * Widths of the hidden layers, each at least 1; for `residual` one number, the width, for each block; for `convolutional`
   * the filters of each layer. Without meaning for softmax. Default [32].
   */
  layers: readonly number[];
  /** Between the hidden layers of `hidden`. Default relu. */
  activation: Activation;
  /** What the hidden kernels of `hidden` are multiplied by at the start, above 0. Default 1, He's variance. */
  gain: number;
  /** Training images in one draw of the loss, at least 1, or `all`. Default 32. */
  batch: Size;
  /** Training images used, at least 1, or `all` (1000): a prefix of a fixed order that is balanced over the classes. Default all. */
  train: Size;
  /** Share of the training images that get a wrong label, 0 to 1. Default 0. */
  labelNoise: number;
  /** The value of a black pixel, above 0; the data set itself counts to 16. Default 1. */
  ink: number;
}

/** The task, and the network itself. */
export interface DigitsProblem extends Problem, Pick<Classifier, 'logits'> {}

/** The kind, whose task shows its network. */
export interface DigitsKind extends ProblemKind<DigitsOptions> {
  build(options: DigitsOptions, random: Random): Promise<DigitsProblem>;
}

const widths = mustList('a list of whole numbers of at least 1', (one) =>
  count.holds(one as number),
);

/**
 * Real data: 8 x 8 images of handwritten digits, 1000 for training, 300 for validation, 497 for testing.
 * Measures `loss` (mean cross-entropy over the training images used, without any penalty), `validationLoss` and
 * `validationAccuracy`; judges `trainAccuracy`, `testLoss` and `testAccuracy`.
 * @see digits.LICENSE.md: Alpaydin & Kaynak 1998, CC BY 4.0
 */
export const digits: DigitsKind = {
  about: 'handwritten digits (8 x 8 pixels, 10 classes), told apart by a small network',
  cost: 10,
  defaults: {
    model: 'softmax',
    layers: [32],
    activation: 'relu',
    gain: 1,
    batch: 32,
    train: 'all',
    labelNoise: 0,
    ink: 1,
  },
  ranges: {
    model: ['softmax', 'hidden', 'residual', 'convolutional'],
    layers: widths,
    activation: ['relu', 'tanh'],
    gain: positive,
    batch: countOrAll,
    train: countOrAll,
    labelNoise: share,
    ink: positive,
  },
  async build(options, random) {
    const { batch, train, labelNoise, ink } = options;
    const data = scaled(await loadDigits(), ink);
    const used = atMost('digits', 'train', train, data.train.count, 'training images');
    const size = atMost('digits', 'batch', batch, used, 'training images');
    // A stream for each purpose: the same seed starts at the same weights whatever the other options are.
    const images = mislabelled(firstImages(used, data.train), labelNoise, random.fork(1));
    const network = built(options, random.fork(2));
    const next = batches(size, used, random.fork(3));
    const whole = kept(images);
    const validation = kept(data.validation);
    const test = kept(data.test);
    const loss = ({ x, y }: Examples) => crossEntropy(network.logits(x), y);
    const correct = ({ x, y }: Examples) => accuracy(network.logits(x), y);
    return {
      variables: network.variables,
      logits: (x) => network.logits(x),
      loss: () => loss(size === used ? whole : toTensors(pickImages(next(), images))),
      measure: () => ({
        loss: loss(whole),
        validationLoss: loss(validation),
        validationAccuracy: correct(validation),
      }),
      judge: () => ({
        trainAccuracy: correct(whole),
        testLoss: loss(test),
        testAccuracy: correct(test),
      }),
      dispose: () => {
        const held = [whole, validation, test].flatMap(({ x, y }) => [x, y]);
        disposeAll([...network.variables, ...held]);
      },
    };
  },
};

function built({ model, layers, activation, gain }: DigitsOptions, random: Random): Classifier {
  const [inputs, outputs] = [digitPixels, digitClasses];
  if (model === 'residual') {
    const [width = 0, ...others] = layers;
    if (others.some((other) => other !== width)) {
      throw new UsageError({
        who: 'digits',
        rule: 'the layers of a residual model are its blocks, and must be equally wide',
        got: shown(layers),
      });
    }
    return residualClassifier('digits', { inputs, outputs, width, blocks: layers.length }, random);
  }
  if (model === 'convolutional') {
    const side = Math.sqrt(inputs);
    return convolutionalClassifier('digits', { side, outputs, filters: layers }, random);
  }
  const between = model === 'hidden' ? layers : [];
  return classifier('digits', { widths: [inputs, ...between, outputs], activation, gain }, random);
}

function scaled(digits: Digits, ink: number): Digits {
  if (ink === 1) return digits;
  const part = (images: LabelledImages) => ({
    ...images,
    pixels: images.pixels.map((p) => ink * p),
  });
  return {
    train: part(digits.train),
    validation: part(digits.validation),
    test: part(digits.test),
  };
}

function kept(images: LabelledImages): Examples {
  const { x, y } = toTensors(images);
  return { x: tf.keep(x), y: tf.keep(y) };
}
