import type { Job, JobResult } from './job.ts';

/** What a job gave, as a store keeps it. */
export interface JobRecord {
  readonly key: string;
  /** For whoever reads the store. */
  readonly job: Job;
  readonly result: JobResult;
}

const notFinite = new Set(['NaN', 'Infinity', '-Infinity']);

/** JSON has no word for NaN and the infinities: they are strings, which no result holds otherwise. */
const inWords = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? `${value}` : value;

const inNumbers = (_: string, value: unknown) =>
  typeof value === 'string' && notFinite.has(value) ? Number(value) : value;

/** A result as a store holds it, byte for byte. */
export function resultText(result: JobResult): string {
  return JSON.stringify(result, inWords);
}

/** A record as one line of JSON, which begins with its key. */
export function recordLine({ key, job, result }: JobRecord): string {
  return JSON.stringify({ key, job, result }, inWords);
}

/** The record in a line. @throws SyntaxError for a line that is not JSON */
export function readRecord(line: string): JobRecord {
  return JSON.parse(line, inNumbers) as JobRecord;
}

/** A result from its text. @throws SyntaxError for a text that is not JSON */
export function readResult(text: string): JobResult {
  return JSON.parse(text, inNumbers) as JobResult;
}

/** The key with which a record's line begins; undefined for another line. */
export function keyOf(line: string): string | undefined {
  return /^\{"key":"([0-9a-f]{64})",/.exec(line)?.[1];
}
