import { areSame } from './deviation.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import type { Diagnosis, ProbeResult } from './verdict.ts';

/** What the run shows beside its numbers. */
export interface Symptoms {
  readonly probes: readonly ProbeResult[];
  readonly diagnosis: readonly Diagnosis[];
}

/**
 * Looks at what was seen beside the weights: leaks, touched gradients, the count of updates, a second run.
 * @param run the probe that was run twice
 * @param member what the file is meant to be
 */
export function symptoms(
  run: OptimizerProbe,
  seen: Observation,
  again: Observation | undefined,
  member: string,
): Symptoms {
  const probes: ProbeResult[] = [];
  const diagnosis: Diagnosis[] = [];
  const look = (id: string, about: string, wrong: string | undefined, says: [string, string]) => {
    probes.push({
      id,
      about,
      passed: wrong === undefined,
      ...(wrong !== undefined && { note: wrong }),
    });
    if (wrong === undefined) return;
    const [fault, remedy] = says;
    diagnosis.push({ id, fault, match: 'symptom', remedy, member });
  };
  if (seen.thrown !== undefined || seen.skipped !== undefined) return { probes, diagnosis };
  const { leakPerUpdate = 0, touched, iterations } = seen.facts;
  look(
    'no-leak',
    'no tensor is left behind by an update',
    leakPerUpdate > 0 ? `each update leaves ${leakPerUpdate} tensors behind` : undefined,
    ['tensors leak in every update', 'wrap the update in tf.tidy, and dispose or reuse old state'],
  );
  look(
    'gradients-untouched',
    'gradients are left as they were',
    touched && `a gradient was ${touched}`,
    [
      `gradients that belong to the caller are ${touched}`,
      'compute new tensors; never write into or dispose what is handed in',
    ],
  );
  const updates = run.stream.updates.length;
  const miscounted = iterations !== undefined && iterations !== updates;
  look(
    'iterations',
    'iterations counts the updates',
    miscounted ? `iterations is ${iterations} after ${updates} updates` : undefined,
    [
      'iterations does not count the updates',
      'call this.incrementIterations() once in each update, so that callbacks and saved models know where they are',
    ],
  );
  const same = again === undefined || areSame(again.path, seen.path);
  look(
    'again',
    'a second run gives the same numbers',
    same ? undefined : 'a second run gave other numbers',
    [
      'two runs with the same numbers differ: something is kept outside the object (in the class or the module), or is random',
      'use no randomness or clock, and keep nothing in the class or module from one optimizer to the next',
    ],
  );
  return { probes, diagnosis };
}
