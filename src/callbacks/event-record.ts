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

const key = (field: number, wireType: number) => varint(field * 8 + wireType);

function double(field: number, value: number): Uint8Array {
  const data = new Uint8Array(8);
  new DataView(data.buffer).setFloat64(0, value, true);
  return joined(key(field, 1), data);
}

function float(field: number, value: number): Uint8Array {
  const data = new Uint8Array(4);
  new DataView(data.buffer).setFloat32(0, value, true);
  return joined(key(field, 5), data);
}

const bytes = (field: number, data: Uint8Array) => joined(key(field, 2), varint(data.length), data);

const text = (field: number, value: string) => bytes(field, new TextEncoder().encode(value));

/** A whole number in groups of seven bits, lowest first; division, as shifts would stop at 32 bits. */
function varint(value: number): Uint8Array {
  const groups: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) groups.push((rest % 128) + 128);
  return Uint8Array.from([...groups, rest]);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
