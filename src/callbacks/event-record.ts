import { bytes, double, float, joined, key, text, varint } from './protocol-buffer.ts';
import { tfRecord } from './tf-record.ts';

/** Scalars of one step. */
export interface ScalarEvent {
  /** Seconds since 1970. */
  readonly wallTime: number;
  /** Where they stand on the horizontal axis: a whole number of at least 0. */
  readonly step: number;
  /** Numbers by the name of their chart. */
  readonly values: Readonly<Record<string, number>>;
}

/** The record that an event file begins with. */
export function versionRecord(wallTime: number): Uint8Array {
  return tfRecord(joined(double(1, wallTime), text(3, 'brain.Event:2')));
}

/**
 * Scalars as a record of an event file, each as the `simple_value` (float32) of a summary.
 * @see tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto, whose field numbers these are
 */
export function scalarRecord({ wallTime, step, values }: ScalarEvent): Uint8Array {
  const summary = Object.entries(values).map(([tag, value]) =>
    bytes(1, joined(text(1, tag), float(2, value))),
  );
  // As every writer of protocol buffers does, a number that is 0 anyway is left out.
  const counted = step === 0 ? [] : [joined(key(2, 0), varint(step))];
  return tfRecord(joined(double(1, wallTime), ...counted, bytes(5, joined(...summary))));
}
