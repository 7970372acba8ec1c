import { softmaxGradient } from '../gradients/softmax-gradient.ts';
import { loadDigits } from '../problems/digits-data.ts';
import { digitClasses, digitPixels } from '../problems/labelled-images.ts';
import { wholeNumber } from '../shared/options.ts';
import type { StudyKind } from './study.ts';

export interface SoftmaxStepsOptions {
  /** Which of the training images, from 0. */
  readonly image: number;
}

/**
 * One image on its way through softmax regression with small random weights and back: its `pixels`; the `scores`, `chances`
 * and the truth (`target`) of the ten classes; what the loss gains with each score (`slopes`); with each weight (`weights`,
 * at 10 · pixel + class); and the `loss`.
 */
export const softmaxSteps: StudyKind<SoftmaxStepsOptions> = {
  about: 'the chain rule for one image of a digit, forwards and backwards',
  defaults: { image: 0 },
  ranges: { image: wholeNumber },
  async measure({ image }, random) {
    const { train } = await loadDigits();
    const from = image * digitPixels;
    const pixels = Array.from(train.pixels.subarray(from, from + digitPixels));
    const label = train.labels[image] as number;
    const weights = pixels.map(() =>
      Array.from({ length: digitClasses }, () => 0.1 * random.normal()),
    );
    const biases = Array.from({ length: digitClasses }, () => 0);
    const scores = biases.map((_, k) =>
      pixels.reduce((sum, pixel, j) => sum + pixel * (weights[j]?.[k] as number), 0),
    );
    const powers = scores.map(Math.exp);
    const total = powers.reduce((sum, power) => sum + power, 0);
    const chances = powers.map((power) => power / total);
    const gradient = softmaxGradient({ inputs: [pixels], labels: [label], weights, biases });
    return {
      pixels,
      scores,
      chances,
      target: chances.map((_, k) => Number(k === label)),
      slopes: gradient.biases,
      weights: gradient.weights.flat(),
      loss: [-Math.log(chances[label] as number)],
    };
  },
};
