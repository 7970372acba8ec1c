import type { Experiment } from '../training/experiment.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Provenance } from './provenance.ts';
import { sha256 } from './sha256.ts';

/** One run to be done: an experiment without a search, under one seed, on one backend. Plain JSON. */
export interface Job {
  readonly experiment: Omit<Experiment, 'seeds' | 'tune'>;
  readonly seed: number;
  readonly backend: string;
}

/** What a job's record is found by: jobs of one key give the same bytes. 64 hexadecimal digits. */
export function jobKey(job: Job, provenance: Provenance): string {
  return sha256(canonicalJson({ job, provenance }));
}
