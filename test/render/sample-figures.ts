import { contours } from '../../src/figures/contours.ts';
import { curves } from '../../src/figures/curves.ts';
import { described } from '../../src/figures/described.ts';
import { dots } from '../../src/figures/dots.ts';
import type { Contours, Curves, Dots, Images, Parallel } from '../../src/figures/figure.ts';
import { images } from '../../src/figures/images.ts';
import { parallel } from '../../src/figures/parallel.ts';
import { record } from '../figures/record.ts';

const decay = (rate: number, length = 40) =>
  [1, 1.3, 0.8].map((start) => Array.from({ length }, (_, i) => start * rate ** i));

/** Two rules with bands, one that diverged, a guide and a strip. */
export const sampleCurves: Curves = described(
  curves({
    y: { label: 'loss', scale: 'log' },
    learningRate: true,
    entrants: [
      { run: record({ optimizer: 'sgd', loss: decay(0.9) }) },
      { run: record({ optimizer: 'adam', loss: decay(0.8), learningRate: 0.05 }) },
      {
        run: record({
          optimizer: 'momentum',
          loss: decay(2, 9),
          divergedAt: [9, 9, 9],
          updates: 39,
        }),
      },
    ],
    guides: [
      { axis: 'y', at: 0.01, label: 'goal' },
      { axis: 'x', at: 20, label: 'half time' },
    ],
  }),
  {
    title: 'A title that is the finding',
    subtitle: 'a bowl',
    alt: 'SGD falls, Adam falls faster, momentum diverges.',
  },
);

const path = Array.from({ length: 21 }, (_, i) => {
  const shrunk = 0.8 ** i;
  return [4 * shrunk, 2 * shrunk * (-1) ** i] as const;
});
const walk = (optimizer: string) => record({ optimizer, loss: [path.map(([x]) => x * x)], path });

/** Three panels over one bowl. */
export const sampleContours: Contours = described(
  contours({
    height: (x, y) => x * x + 6 * y * y,
    minimum: [0, 0],
    window: { x: [-5, 5], y: [-3, 3] },
    entrants: ['sgd', 'nesterov', 'adamw'].map((name) => ({ run: walk(name) })),
  }),
  { title: 'Three ways down', subtitle: 'a bowl', alt: 'Three zig-zag paths.' },
);

/** Three rows and a limit. */
export const sampleDots: Dots = described(
  dots({
    x: { label: 'largest error', scale: 'log' },
    limit: { at: 1e-6, label: 'allowed' },
    rows: [
      { style: 'sgd', values: [0], note: 'bit-identical' },
      { style: 'adagrad', values: [1e-8, 3e-8, 5e-8] },
      { style: 'rmsprop', values: [4e-5] },
    ],
  }),
  { title: 'All agree but one', subtitle: 'float32', alt: 'Errors of three rules.' },
);

/** Two rows of images, of different proportions. */
export const sampleImages: Images = described(
  images({
    label: 'weight',
    rows: [
      {
        label: 'square',
        style: 'l2',
        images: [
          { label: 'a', columns: 2, values: [1, -1, 0.5, 0] },
          { label: 'b', columns: 2, values: [-1, -1, 1, 1] },
        ],
      },
      { label: 'wide', images: [{ label: 'c', columns: 3, values: [0, 0.5, -0.5] }] },
    ],
  }),
  { title: 'Small images', subtitle: 'weights', alt: 'Two rows of small images.' },
);

/** Eight trials over three axes, one of them of names, the best two bold, one without a result. */
export const sampleParallel: Parallel = described(
  parallel({
    axes: [
      { label: 'learning rate', scale: 'log' },
      { label: 'schedule', scale: 'linear', names: ['constant', 'cosine'] },
      { label: 'loss', scale: 'linear' },
    ],
    lines: Array.from({ length: 8 }, (_, i) => ({
      style: 'adam',
      bold: i < 2,
      values: [0.001 * 2 ** i, i % 2, i === 7 ? null : 0.1 + 0.02 * i ** 2],
    })),
  }),
  { title: 'Small rates are best', subtitle: 'a bowl', alt: 'Eight lines over three axes.' },
);
