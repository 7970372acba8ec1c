import type { FunctionProbe, Observation, OptimizerProbe, Probe } from './probe.ts';
import { plainInstruments, type Instruments } from './instruments.ts';
import { observeFunction, onTensors } from './observe-function.ts';
import { observeOptimizer } from './observe-optimizer.ts';
import { interfaceOf, signatureOf } from './signature.ts';

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
      ? new (exported as new (options: object) => unknown)(options)
      : (exported as (options: object) => unknown)(options);
  for (const [i, probe] of probes.entries()) {
    if (probe.kind !== 'optimizer') {
      const seen = await observeFunction(
        exported,
        make,
        probe satisfies FunctionProbe,
        onTensors(instruments),
      );
      const signature = i === 0 ? { signature: interfaceOf(exported, form) } : {};
      yield { ...seen, facts: { ...seen.facts, ...signature } };
      continue;
    }
    const seen = await observeOptimizer(
      (options) =>
        makeWithWhatItKnows((own) => make({ ...own }), { ...options, ...probe.switches }),
      probe satisfies OptimizerProbe,
      instruments,
    );
    const signature = i === 0 ? { signature: signatureOf(exported, form) } : {};
    yield { ...seen, facts: { ...seen.facts, ...signature } };
  }
}

/** In the range of every option. */
const harmless = 0.5;

/** Who refuses an option at any value does not know it, and is made without it: what it does not read is judged elsewhere. */
function makeWithWhatItKnows(make: (options: object) => unknown, options: object): unknown {
  const builds = (some: object) => {
    try {
      make(some);
      return true;
    } catch {
      return false;
    }
  };
  try {
    return make(options);
  } catch (error) {
    const all = Object.entries(options);
    const known = all.filter(([name, value]) => {
      const one = { [name]: typeof value === 'number' ? harmless : (value as unknown) };
      return builds(one) || builds({ learningRate: harmless, ...one });
    });
    if (known.length === 0 || known.length === all.length) throw error;
    return make(Object.fromEntries(known));
  }
}
