import { problems, type ProblemSpec } from '../problems/index.ts';
import type { BackendName } from '../backend/index.ts';
import { UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { random } from '../shared/random.ts';

/** A problem as it is raced on. */
export interface Track {
  readonly problem: ProblemSpec;
  readonly updates: number;
  /** The measured series that decides, lower is better. */
  readonly series: string;
  /** The series in words, for axes. */
  readonly says: string;
  /** How the problem is set up, for the protocol. */
  readonly about: string;
  /** A value worth reaching, and its words; the updates to it are counted. */
  readonly goal?: Goal;
  /** Further results for the table, by their names among a run's finals. */
  readonly also: Readonly<Record<string, string>>;
  /** Where files and rules alike run when nobody asks for a backend. */
  readonly backend: BackendName;
  /** Seconds that a file may take for a thousand updates: several times what the library's rules take. */
  readonly pace: number;
  /** Options of the problem that differ from seed to seed, where it has no randomness of its own. */
  readonly vary?: (seed: number) => Readonly<Record<string, unknown>>;
}

export interface Goal {
  readonly series: string;
  readonly says: string;
  readonly reached: (value: number, start: number) => boolean;
}

/** The bowl's own start; those of the seeds are at its height. */
const bowlStart = [-4, 2] as const;
const condition = 100;

const tracks: Readonly<Record<string, Track>> = {
  bowl: {
    problem: { name: 'bowl', condition },
    updates: 200,
    series: 'loss',
    says: 'loss',
    about: `two weights, condition number ${condition}; each seed starts at another place of the same height`,
    goal: {
      series: 'loss',
      says: 'a thousandth of the loss at the start',
      reached: (value, start) => value <= 1e-3 * start,
    },
    also: {},
    backend: 'cpu',
    pace: 5,
    // In a quarter's middle third, where neither axis of the bowl is nearly spared.
    vary: (seed) => {
      const draws = random(seed);
      const angle = (Math.PI / 6) * (1 + draws.uniform() + 3 * Math.floor(4 * draws.uniform()));
      const height = (bowlStart[0] ** 2 + condition * bowlStart[1] ** 2) ** 0.5;
      return { start: [height * Math.cos(angle), (height / condition ** 0.5) * Math.sin(angle)] };
    },
  },
  noisyBowl: {
    problem: { name: 'noisyBowl', dimension: 20, condition: 10, noise: 1 },
    updates: 300,
    series: 'loss',
    says: 'loss without the noise',
    about:
      '20 weights, condition number 10, gradient noise of standard deviation 1 on each component',
    goal: {
      series: 'loss',
      says: 'a hundredth of the loss at the start',
      reached: (value, start) => value <= 1e-2 * start,
    },
    also: {},
    backend: 'cpu',
    pace: 5,
  },
  digits: {
    problem: { name: 'digits', model: 'hidden' },
    updates: 300,
    series: 'validationLoss',
    says: 'validation loss',
    about: 'handwritten digits, one hidden layer of 32, batches of 32',
    goal: {
      series: 'validationAccuracy',
      says: '90 of 100 validation images right',
      reached: (value) => value >= 0.9,
    },
    also: { testAccuracy: 'test accuracy' },
    backend: 'wasm',
    pace: 15,
  },
};

/** Problems on which nobody can win. */
const withoutFinish: Readonly<Record<string, string>> = {
  noise: 'its loss is the same everywhere',
};

/** Names of the problems that can be raced on. */
export const trackNames: readonly string[] = Object.keys(problems).filter(
  (name) => !Object.hasOwn(withoutFinish, name),
);

/**
 * The race on the problem called `name`.
 * @throws UsageError for an unknown name (with the nearest), or a problem whose loss cannot be lowered
 */
export function trackNamed(name: string): Track {
  const kind = lookUp<{ readonly about: string }>('problem', name, problems);
  const reason = withoutFinish[name];
  if (reason !== undefined) {
    throw new UsageError({
      who: 'compare',
      rule: `there is no race on ${name}: ${reason}`,
      command: 'compare adam sgd --on bowl',
    });
  }
  return (
    tracks[name] ?? {
      problem: { name },
      updates: 300,
      series: 'loss',
      says: 'loss',
      about: kind.about,
      also: {},
      backend: 'cpu',
      pace: 15,
    }
  );
}
