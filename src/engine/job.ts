import type { Columns, Study } from '../studies/index.ts';
import type { Experiment } from '../training/experiment.ts';
import type { SeedResult } from '../training/run.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Provenance } from './provenance.ts';
import { sha256 } from './sha256.ts';

/** One run to be done: an experiment without a search, or a study, under one seed, on one backend. Plain JSON. */
export interface Job {
  readonly experiment: Omit<Experiment, 'seeds' | 'tune'> | Study;
  readonly seed: number;
  readonly backend: string;
}

/** What a job gives: an experiment's training, or a study's columns. */
export type JobResult = SeedResult | Columns;

/** What a job's record is found by: jobs of one key give the same bytes. 64 hexadecimal digits. */
export function jobKey(job: Job, provenance: Provenance): string {
  return sha256(canonicalJson({ job, provenance }));
}
