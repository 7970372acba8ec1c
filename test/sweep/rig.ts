import type { Experiment } from '../../src/training/experiment.ts';
import { readExperiment } from '../../src/training/read-experiment.ts';
import { runSeed, type SeedResult } from '../../src/training/run.ts';
import type { Rig } from '../../src/sweep/scouts.ts';
import { inTurn } from '../../src/shared/in-turn.ts';

/** A rig that trains here, one run after the other, and counts the updates. */
export interface CountedRig extends Rig {
  readonly records: Map<string, SeedResult>;
  updates: number;
}

/** @param records those of an earlier rig, to go on from */
export function countedRig(records = new Map<string, SeedResult>()): CountedRig {
  const key = (spec: Experiment, seed: number) => {
    const { seeds: _, ...experiment } = readExperiment(spec);
    return JSON.stringify([experiment, seed]);
  };
  const train = inTurn(runSeed);
  const rig: CountedRig = {
    records,
    updates: 0,
    known: (spec, seed) => records.get(key(spec, seed)),
    async trainSeed(spec, seed, options) {
      const known = options?.onRow ? undefined : records.get(key(spec, seed));
      if (known) return known;
      const result = await train(spec, seed, options ?? {});
      const updates = result.divergedAt ?? (result.series.update.at(-1) as number);
      rig.updates += updates;
      if (updates > 0) {
        const whole = result.divergedAt === null ? { ...spec, updates } : spec;
        records.set(key(whole, seed), result);
      }
      return result;
    },
  };
  return rig;
}
