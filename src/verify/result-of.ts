import type { Deviation } from './deviation.ts';
import type { Observation, Probe } from './probe.ts';
import type { ProbeResult } from './verdict.ts';

type First = NonNullable<Deviation['first']>;

/**
 * What came of a probe.
 * @param place what the first wrong number is of
 */
export function resultOf(
  { id, about, kind }: Probe,
  { skipped, thrown }: Observation,
  { maxError, allowed, first }: Deviation,
  place: (first: First) => Partial<ProbeResult>,
): ProbeResult {
  if (skipped !== undefined) return { id, about, passed: true, skipped };
  if (thrown !== undefined) {
    const { message, update } = thrown;
    const during = update < 0 ? ' while it was built' : ` in update ${update + 1}`;
    const note = `it threw${kind === 'optimizer' ? during : ''}: ${message}`;
    return { id, about, passed: false, note };
  }
  const result = { id, about, passed: first === undefined };
  const numbers = { maxError: digits(maxError), allowed: digits(allowed) };
  if (first === undefined) return { ...result, ...numbers };
  const { expected, got, surplus } = first;
  if (surplus !== undefined) {
    const more = `${surplus} number${surplus === 1 ? '' : 's'} more than expected`;
    return { ...result, ...place(first), note: `it gives ${more}` };
  }
  return { ...result, ...numbers, ...place(first), expected, got };
}

const digits = (value: number) => Number(value.toPrecision(2));
