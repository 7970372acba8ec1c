import type * as tf from '@tensorflow/tfjs';
import { rounded } from '../shared/stats.ts';
import { errorOf } from './deviation.ts';
import type { Path } from './path.ts';
import type { Stream } from './stream.ts';
import type { Validation } from './validation.ts';
import { freshWalk } from './walk.ts';

/** Whoever walks a stream beside the member: a tfjs built-in, the textbook, saved vectors of another library. */
export interface Peer {
  /** `tf.train.adam`, `textbook`, ... */
  readonly name: string;
  /** Where a difference comes from, or why this peer; may be empty. */
  readonly explanation: string;
  walk(stream: Stream): Path | Promise<Path>;
}

export interface Comparison {
  /** The member's name in the report. */
  readonly member: string;
  /** Makes the member with fresh state; its learning rates are those of the stream. */
  readonly make: () => tf.Optimizer;
  readonly peer: Peer;
  readonly stream: Stream;
  /** Largest error that still agrees. Default: `float32Allowance` of the stream's updates. */
  readonly allowed?: number;
}

/**
 * What two correct forms may differ by after so many updates, when one or both compute in float32. Storing a weight in
 * float32 moves it by up to 2^-24 of itself, and each update stores it once. A float32 peer does the same on its side;
 * beside a peer in doubles, that second half is for the roundings within the step, which is small beside the weight.
 * At the worst all errors point the same way: updates · 2^-23.
 */
export function float32Allowance(updates: number): number {
  return updates * 2 ** -23;
}

/** Walks member and peer along the same stream on the current backend. Leaves neither tensors nor variables behind. */
export async function compare({
  member,
  make,
  peer,
  stream,
  allowed = float32Allowance(stream.updates.length),
}: Comparison): Promise<Validation> {
  const path = await freshWalk(make, stream);
  const maxError = errorOf(path, await peer.walk(stream));
  return {
    member,
    peer: peer.name,
    updates: stream.updates.length,
    maxError: rounded(maxError, 3),
    allowed: rounded(allowed, 3),
    agrees: maxError <= allowed,
    explanation: peer.explanation,
  };
}
