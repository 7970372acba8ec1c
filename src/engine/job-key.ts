import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Job } from './job.ts';
import type { Provenance } from './provenance.ts';

/** What a job's record is found by: jobs of one key give the same bytes. 64 hexadecimal digits. */
export function jobKey(job: Job, provenance: Provenance): string {
  return createHash('sha256').update(canonicalJson({ job, provenance })).digest('hex');
}
