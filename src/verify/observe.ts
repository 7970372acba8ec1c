import type { FunctionProbe, Observation, OptimizerProbe, Probe } from './probe.ts';
import { plainInstruments, type Instruments } from './instruments.ts';
import { observeFunction } from './observe-function.ts';
import { observeOptimizer } from './observe-optimizer.ts';

/** How an export is used: built with `new`, called once with the options, or (a gradient) called as it is. */
export type Form = 'class' | 'function';

/**
 * Runs probes on whatever a file exports and says what came of each, in order. Never throws for what the export does,
 * and judges nothing.
 * @param instruments how tensors are looked at; default: by tfjs's own methods, which the export could have changed
 */
export async function* observe(
  exported: unknown,
  form: Form,
  probes: readonly Probe[],
  instruments: Instruments = plainInstruments,
): AsyncGenerator<Observation> {
  const make = (options: object): unknown =>
    form === 'class'
      ? new (exported as new (options: object) => unknown)({ ...options })
      : (exported as (options: object) => unknown)({ ...options });
  for (const probe of probes) {
    yield probe.kind === 'optimizer'
      ? await observeOptimizer(
          withSwitches(make, probe.switches),
          probe satisfies OptimizerProbe,
          instruments,
        )
      : await observeFunction(exported, make, probe satisfies FunctionProbe, instruments);
  }
}

/** Gives the switches too; whoever refuses unknown options is made without them. */
function withSwitches(
  make: (options: object) => unknown,
  switches: OptimizerProbe['switches'],
): (options: object) => unknown {
  if (switches === undefined) return make;
  return (options) => {
    try {
      return make({ ...options, ...switches });
    } catch {
      return make(options);
    }
  };
}
