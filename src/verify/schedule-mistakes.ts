import { rightRate, type Options, type Rate } from './right-rate.ts';

/** A mistake in one line: id, fault, remedy, the rate that it gives, and the library that does so on purpose. */
export type ScheduleRow = readonly [
  id: string,
  fault: string,
  remedy: string,
  build: (options: Options) => Rate,
  library?: string,
];

type Numbers = Readonly<Record<string, number>>;

const n = (options: Options) => options as Numbers;
const progress = (update: number, updates = 1) => update / updates;

/** Known mistakes of single schedules, by the schedule's name. */
export const scheduleMistakes = (
  right: (options: Options) => Rate,
): Readonly<Record<string, readonly ScheduleRow[]>> => ({
  stepDecay: [
    [
      'smooth',
      'it falls smoothly, without steps',
      'round update / every down',
      (o) => (u) => n(o)['rate']! * n(o)['factor']! ** (u / n(o)['every']!),
    ],
    [
      'rounds',
      'it drops half a period early: update / every is rounded to the nearest',
      'round down',
      (o) => (u) => n(o)['rate']! * n(o)['factor']! ** Math.round(u / n(o)['every']!),
    ],
    [
      'rounds-up',
      'it drops a period early: update / every is rounded up',
      'round down',
      (o) => (u) => n(o)['rate']! * n(o)['factor']! ** Math.ceil(u / n(o)['every']!),
    ],
    [
      'once',
      'it drops only once',
      'raise the factor to the number of full periods',
      (o) => (u) => n(o)['rate']! * (u >= n(o)['every']! ? n(o)['factor']! : 1),
    ],
    [
      'linear',
      'the factor is multiplied by the number of periods, not raised to it',
      'factor ** periods',
      (o) => (u) =>
        n(o)['rate']! *
        (u >= n(o)['every']! ? n(o)['factor']! * Math.floor(u / n(o)['every']!) : 1),
    ],
    [
      'divides',
      'it divides by the factor, so that the rate grows',
      'multiply by the factor',
      (o) => (u) => n(o)['rate']! / n(o)['factor']! ** Math.floor(u / n(o)['every']!),
    ],
  ],
  multiStep: [
    [
      'late',
      'each drop comes one update after its milestone',
      'update === milestone is the first with the lower rate',
      (o) => (u) =>
        n(o)['rate']! *
        n(o)['factor']! ** (o['milestones'] as readonly number[]).filter((m) => u > m).length,
    ],
    [
      'once',
      'all milestones together make one drop',
      'multiply by the factor at each milestone',
      (o) => (u) =>
        n(o)['rate']! *
        ((o['milestones'] as readonly number[]).some((m) => u >= m) ? n(o)['factor']! : 1),
    ],
  ],
  exponential: [
    [
      'steps',
      'it falls in steps',
      'do not round update / every',
      (o) => (u) => n(o)['rate']! * n(o)['factor']! ** Math.floor(u / n(o)['every']!),
    ],
    [
      'natural',
      'the factor stands in an exponent of e',
      'rate · factor ** (update / every)',
      (o) => (u) => n(o)['rate']! * Math.exp((-n(o)['factor']! * u) / n(o)['every']!),
    ],
    [
      'every-ignored',
      'every is ignored',
      'rate · factor ** (update / every)',
      (o) => (u) => n(o)['rate']! * n(o)['factor']! ** u,
    ],
  ],
  inverseTime: [
    [
      'root',
      'this is the inverse square root',
      'leave out the root',
      (o) => (u) => n(o)['rate']! / Math.sqrt(1 + u / n(o)['every']!),
    ],
  ],
  inverseSqrt: [
    [
      'root-missing',
      'the root is missing: this is inverse time decay',
      'take the square root',
      (o) => (u) => n(o)['rate']! / (1 + u / n(o)['every']!),
    ],
    [
      'infinite-first',
      'it divides by the root of 0 at the first update',
      'guard update 0: 1 + update / every',
      (o) => (u) => n(o)['rate']! / Math.sqrt(u / n(o)['every']!),
    ],
  ],
  linear: [
    [
      'below-floor',
      'it goes on falling after its end',
      'stay at the floor after `updates`',
      (o) => (u) => n(o)['peak']! + (n(o)['floor']! - n(o)['peak']!) * progress(u, n(o)['updates']),
    ],
  ],
  polynomial: [
    [
      'power-ignored',
      'the power is ignored: it is a straight line',
      'raise what is left to the power',
      (o) => right({ ...o, power: 1 }),
    ],
  ],
  cosine: [
    [
      'rises-again',
      'it rises again after its end',
      'stay at the floor after `updates`',
      (o) => (u) =>
        n(o)['floor']! +
        ((n(o)['peak']! - n(o)['floor']!) *
          (1 + Math.cos(Math.PI * progress(u, n(o)['updates'])))) /
          2,
      "PyTorch's CosineAnnealingLR",
    ],
    [
      'restarts',
      'it starts again at the peak after its end',
      'stay at the floor after `updates`',
      (o) => (u) => right(o)(u % n(o)['updates']!),
    ],
    [
      'half-missing',
      'the factor ½ is missing: it starts at twice the peak',
      '(1 + cos(π · progress)) / 2',
      (o) => (u) =>
        n(o)['floor']! +
        (n(o)['peak']! - n(o)['floor']!) *
          (1 + Math.cos(Math.PI * Math.min(1, progress(u, n(o)['updates'])))),
    ],
    [
      'quarter',
      'it takes a quarter of a wave, not half of one',
      'cos(π · progress), from 1 to −1',
      (o) => (u) =>
        n(o)['floor']! +
        (n(o)['peak']! - n(o)['floor']!) *
          Math.cos((Math.PI / 2) * Math.min(1, progress(u, n(o)['updates']))),
    ],
    [
      'pi-missing',
      'π is missing',
      'cos(π · progress)',
      (o) => (u) =>
        n(o)['floor']! +
        ((n(o)['peak']! - n(o)['floor']!) *
          (1 + Math.cos(Math.min(1, progress(u, n(o)['updates']))))) /
          2,
    ],
    [
      'whole-wave',
      'it goes through a whole wave and ends at the peak',
      'cos(π · progress)',
      (o) => (u) =>
        n(o)['floor']! +
        ((n(o)['peak']! - n(o)['floor']!) *
          (1 + Math.cos(2 * Math.PI * Math.min(1, progress(u, n(o)['updates']))))) /
          2,
    ],
    [
      'upside-down',
      'it rises from the floor to the peak',
      '1 + cos, not 1 − cos',
      (o) => (u) =>
        n(o)['floor']! +
        ((n(o)['peak']! - n(o)['floor']!) *
          (1 - Math.cos(Math.PI * Math.min(1, progress(u, n(o)['updates']))))) /
          2,
    ],
    [
      'linear',
      'this is a straight line',
      'half a cosine from peak to floor',
      (o) => rightRate('linear', o),
    ],
  ],
  warmup: [
    [
      'from-zero',
      'it starts at rate 0: the first update does nothing',
      'update 0 gets peak / warmup',
      (o) => (u) => n(o)['peak']! * Math.min(1, u / n(o)['warmup']!),
      'Optax and many training scripts',
    ],
    [
      'too-long',
      'the peak comes one update late',
      'update warmup − 1 is the first at the peak',
      (o) => (u) => n(o)['peak']! * Math.min(1, (u + 1) / (n(o)['warmup']! + 1)),
    ],
    [
      'overshoots',
      'it goes on climbing after the warm-up',
      'stay at the peak',
      (o) => (u) => (n(o)['peak']! * (u + 1)) / n(o)['warmup']!,
    ],
    [
      'falls-to-zero',
      'after the warm-up the rate is 0',
      'stay at the peak',
      (o) => (u) => (u < n(o)['warmup']! ? (n(o)['peak']! * (u + 1)) / n(o)['warmup']! : 0),
    ],
  ],
});
