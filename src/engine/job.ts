import type { Experiment } from '../training/experiment.ts';

/** One run to be done: an experiment without a search, under one seed, on one backend. Plain JSON. */
export interface Job {
  readonly experiment: Omit<Experiment, 'seeds' | 'tune'>;
  readonly seed: number;
  readonly backend: string;
}
