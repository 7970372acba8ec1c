import type { OptimizerConfig } from './optimizer.ts';

/** The options of Adafactor. */
export interface AdafactorConfig extends OptimizerConfig {
  /** How soon the averages turn long: update t takes a share of t^-decayRate, at least 0. Default 0.8. */
  decayRate: number;
  /** Largest root mean square of a step before it is scaled to the weight, greater than 0. Default 1. */
  clipThreshold: number;
  /** Added to squared gradients, at least 0. Default 1e-30. */
  epsilon1: number;
  /** Least root mean square that a weight counts with, at least 0. Default 1e-3. */
  epsilon2: number;
  /** Share of the weight, times the learning rate, that each update takes away; at least 0. Default 0. */
  weightDecay: number;
}
