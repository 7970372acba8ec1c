import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { checkNumber, count, share, type OptionRule } from '../shared/options.ts';
import { batches } from './batches.ts';
import { accuracy, classifier, crossEntropy } from './classifier.ts';
import { loadDigits } from './digits-data.ts';
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
import type { ProblemKind } from './problem.ts';
import { disposeAll } from './variables.ts';

export interface DigitsOptions {
  /** `softmax`: one layer from pixels to classes; `hidden`: one ReLU layer between. Default softmax. */
  model: 'softmax' | 'hidden';
  /** Units of the hidden layer, at least 1; without meaning for softmax. Default 32. */
  hidden: number;
  /** Training images in one draw of the loss, at least 1, or `all`. Default 32. */
  batch: number | 'all';
  /** Training images used, at least 1, or `all` (1000): a prefix of a fixed order that is balanced over the classes. Default all. */
  train: number | 'all';
  /** Share of the training images that get a wrong label, 0 to 1. Default 0. */
  labelNoise: number;
}

const countOrAll: OptionRule = (who, name, value) => {
  if (value === 'all') return value;
  if (typeof value === 'number') return checkNumber(who, name, value, count);
  throw new UsageError({ who, rule: `${name} must be a number or "all"`, got: shown(value) });
};

/**
 * Real data: 8 x 8 images of handwritten digits, 1000 for training, 300 for validation, 497 for testing.
 * Measures `loss` (mean cross-entropy over the training images used, without any penalty), `validationLoss` and
 * `validationAccuracy`; judges `trainAccuracy`, `testLoss` and `testAccuracy`.
 * @see digits.LICENSE.md: Alpaydin & Kaynak 1998, CC BY 4.0
 */
export const digits: ProblemKind<DigitsOptions> = {
  about: 'handwritten digits (8 x 8 pixels, 10 classes), told apart by a small network',
  cost: 10,
  defaults: { model: 'softmax', hidden: 32, batch: 32, train: 'all', labelNoise: 0 },
  ranges: {
    model: ['softmax', 'hidden'],
    hidden: count,
    batch: countOrAll,
    train: countOrAll,
    labelNoise: share,
  },
  async build({ model, hidden, batch, train, labelNoise }, random) {
    const data = await loadDigits();
    const used = atMost('train', train, data.train.count);
    const size = atMost('batch', batch, used);
    // A stream for each purpose: the same seed starts at the same weights whatever the other options are.
    const images = mislabelled(firstImages(used, data.train), labelNoise, random.fork(1));
    const layers = { softmax: [], hidden: [hidden] }[model];
    const network = classifier('digits', [digitPixels, ...layers, digitClasses], random.fork(2));
    const next = batches(size, used, random.fork(3));
    const whole = kept(images);
    const validation = kept(data.validation);
    const test = kept(data.test);
    const loss = ({ x, y }: Examples) => crossEntropy(network.logits(x), y);
    const correct = ({ x, y }: Examples) => accuracy(network.logits(x), y);
    return {
      variables: network.variables,
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

function atMost(name: string, wanted: number | 'all', there: number): number {
  if (wanted === 'all' || wanted === there) return there;
  if (wanted < there) return wanted;
  throw new UsageError({
    who: 'digits',
    rule: `${name} must be at most ${there}, the training images there are`,
    got: wanted,
    remedy: '"all" takes all of them',
  });
}

function kept(images: LabelledImages): Examples {
  const { x, y } = toTensors(images);
  return { x: tf.keep(x), y: tf.keep(y) };
}
