import { numericGradient } from '../gradients/numeric-gradient.ts';
import { softmaxGradient } from '../gradients/softmax-gradient.ts';
import { loadDigits } from '../problems/digits-data.ts';
import { digitClasses, digitPixels, pickImages } from '../problems/labelled-images.ts';
import { count, positive, type Range } from '../shared/options.ts';
import { flat, softmaxLoss } from './softmax-loss.ts';
import type { StudyKind } from './study.ts';

export interface DescentCostOptions {
  /** The digits from 0 to this less 1. */
  readonly classes: number;
  /** Training images in the loss. */
  readonly images: number;
  readonly updates: number;
  readonly learningRate: number;
}

const severalDigits: Range = {
  says: 'a whole number from 2 to 10',
  holds: (value) => Number.isInteger(value) && value >= 2 && value <= digitClasses,
};

/**
 * The same descent twice, on softmax regression on digits in doubles: by centred differences and by backpropagation. Gives
 * for each `update` the `loss` of both ways (`differenceLoss`, `loss`), how often the loss was evaluated for differences until
 * then (`evaluations`), and, of the weights where both end, the largest distance (`apart`).
 */
export const descentCost: StudyKind<DescentCostOptions> = {
  about: 'descent with gradients by differences and by backpropagation, and what each evaluates',
  cost: 3000,
  defaults: { classes: 10, images: 10, updates: 10, learningRate: 0.5 },
  ranges: {
    classes: severalDigits,
    images: count,
    updates: count,
    learningRate: positive,
  },
  async measure({ classes, images, updates, learningRate }, random) {
    const { train } = await loadDigits();
    const chosen = Array.from(train.labels.keys()).filter(
      (i) => (train.labels[i] ?? NaN) < classes,
    );
    const { pixels, labels } = pickImages(chosen.slice(0, images), train);
    const inputs = Array.from(labels, (_, i) =>
      Array.from(pixels.subarray(i * digitPixels, (i + 1) * digitPixels)),
    );
    const task = {
      inputs,
      labels: Array.from(labels),
      weights: Array.from({ length: digitPixels }, () =>
        Array.from({ length: classes }, () => 0.1 * random.normal()),
      ),
      biases: Array.from({ length: classes }, () => 0),
    };
    const height = softmaxLoss(task);
    const descend = (gradient: (w: readonly number[]) => readonly number[]) => {
      let w = flat(task);
      const loss = [height(w)];
      for (let update = 0; update < updates; update++) {
        const g = gradient(w);
        w = w.map((wi, i) => wi - learningRate * (g[i] as number));
        loss.push(height(w));
      }
      return { w, loss };
    };
    let evaluations = 0;
    const byDifferences = descend((w) =>
      numericGradient((at) => {
        evaluations += 1;
        return height(at);
      }, w),
    );
    const byBackpropagation = descend((w) => {
      const kernel = w.slice(0, -classes);
      const weights = Array.from({ length: digitPixels }, (_, j) =>
        kernel.slice(j * classes, (j + 1) * classes),
      );
      return flat(softmaxGradient({ ...task, weights, biases: w.slice(-classes) }));
    });
    const update = byDifferences.loss.map((_, i) => i);
    return {
      update,
      loss: byBackpropagation.loss,
      differenceLoss: byDifferences.loss,
      evaluations: update.map((i) => (i * evaluations) / updates),
      apart: [
        Math.max(...byDifferences.w.map((wi, i) => Math.abs(wi - (byBackpropagation.w[i] ?? NaN)))),
      ],
    };
  },
};
