import * as tf from '@tensorflow/tfjs';
import { optimizerFromSpec, type OptimizerSpec } from '../optimizers/index.ts';
import { loadDigits } from '../problems/digits-data.ts';
import { digits, type DigitsOptions } from '../problems/digits.ts';
import { digitClasses, pickImages, toTensors } from '../problems/labelled-images.ts';
import type { ProblemSpec } from '../problems/index.ts';
import { lookUp } from '../shared/look-up.ts';
import { count, readOptions } from '../shared/options.ts';
import { optimizerSpec, problemSpec } from './specs.ts';
import type { StudyKind } from './study.ts';

export interface MistakesOptions {
  /** A network on the digits. */
  readonly problem: ProblemSpec;
  /** What trains it. */
  readonly optimizer: OptimizerSpec;
  readonly updates: number;
}

/**
 * What a trained network still gets wrong: of each test image that it misreads, the most certain one first, which it is
 * (`image`, from 0), its `label`, the `answer`, the `chance` given to that, and its `pixels`, at 64 · its place in these
 * lists. And, as lists of one entry, how many `weights` the network has, its `startLoss` and its `testAccuracy`.
 */
export const mistakes: StudyKind<MistakesOptions> = {
  about: 'the test images that a trained network misreads',
  cost: 3000,
  defaults: {
    problem: { name: 'digits', model: 'convolutional', layers: [8] },
    optimizer: { name: 'adamw', learningRate: 0.01 },
    updates: 100,
  },
  ranges: { problem: problemSpec, optimizer: optimizerSpec, updates: count },
  async measure({ problem: { name, ...given }, optimizer: rule, updates }, random) {
    const kind = lookUp('problem', name, { digits });
    const options = readOptions<DigitsOptions>(name, given, kind.ranges, kind.defaults);
    const task = await kind.build(options, random);
    const optimizer = optimizerFromSpec(rule);
    const { test } = await loadDigits();
    const { ink } = options;
    const shown = toTensors({ ...test, pixels: test.pixels.map((pixel) => ink * pixel) });
    try {
      const start = tf.tidy(() => task.measure().loss);
      const [startLoss = NaN] = await start.data();
      start.dispose();
      for (let update = 0; update < updates; update++)
        optimizer.minimize(() => task.loss(), false, [...task.variables]);
      const chances = tf.tidy(() => task.logits(shown.x).softmax());
      const rows = Array.from(await chances.data());
      chances.dispose();
      const wrong = Array.from(test.labels, (label, image) => {
        const row = rows.slice(image * digitClasses, (image + 1) * digitClasses);
        const chance = Math.max(...row);
        return { image, label, answer: row.indexOf(chance), chance };
      })
        .filter(({ label, answer }) => label !== answer)
        .toSorted((a, b) => b.chance - a.chance);
      const image = wrong.map((one) => one.image);
      return {
        image,
        label: wrong.map(({ label }) => label),
        answer: wrong.map(({ answer }) => answer),
        chance: wrong.map(({ chance }) => chance),
        pixels: Array.from(pickImages(image, test).pixels),
        weights: [task.variables.reduce((sum, { size }) => sum + size, 0)],
        startLoss: [startLoss],
        testAccuracy: [1 - wrong.length / test.count],
      };
    } finally {
      tf.dispose([shown.x, shown.y]);
      optimizer.dispose();
      task.dispose();
    }
  },
};
