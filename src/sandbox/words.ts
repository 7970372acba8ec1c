import type { Experiment } from '../training/experiment.ts';
import type { SeedResult } from '../training/run.ts';
import type { Form } from '../verify/observe.ts';
import type { Observation, Probe } from '../verify/probe.ts';

/** What a learner's process is told. */
export type Request =
  | { readonly load: { readonly text: string; readonly token: string } }
  | { readonly observe: { readonly form: Form; readonly probes: readonly Probe[] } }
  /** Trains one seed with the file's optimizer in the place of the one that the experiment names. */
  | { readonly train: { readonly experiment: Experiment; readonly seed: number } };

/** A class or function of a library. */
export interface Origin {
  readonly library: 'downhill' | 'tfjs';
  /** As the library exports it: `Adam`, `AdamOptimizer`, `train.adam`. */
  readonly name: string;
}

/** What a loaded file offers: the one class or function under examination. */
export interface Offer {
  /** Under which name it is exported: `default`, `create`, `Adam`. */
  readonly exportedAs: string;
  /** Its own name; empty if it has none. */
  readonly name: string;
  readonly form: Form;
}

/** What was seen beside the observations, from loading until now. */
export interface Traces {
  /** Rules and functions of the libraries whose arithmetic ran, also inside the learner's own. */
  readonly used: readonly Origin[];
}

/** What a learner's process says; numbers and facts only. */
export type Reply =
  | { readonly ready: { readonly backend: string } }
  | { readonly loaded: Offer }
  | { readonly failed: Thrown }
  | { readonly observation: Observation }
  | { readonly done: Traces }
  | { readonly trained: SeedResult }
  /** What the file's optimizer threw in training. */
  | { readonly untrained: Thrown }
  | { readonly escaped: Thrown & { readonly by: 'exception' | 'rejection' } }
  | { readonly stuck: true };

/** Something thrown, as text. */
export interface Thrown {
  readonly message: string;
  readonly stack?: string;
}
