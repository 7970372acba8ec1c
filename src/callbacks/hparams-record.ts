import { bytes, double, joined, key, text, varint } from './protocol-buffer.ts';
import { tfRecord } from './tf-record.ts';

/** One trial, as TensorBoard's HParams shows it. */
export interface HParamsSession {
  readonly values: Readonly<Record<string, string | number | boolean>>;
  /** Runs that belong together. */
  readonly group: string;
  readonly failed: boolean;
}

/**
 * The records of a trial, between which its scalars stand.
 * @see tensorboard/plugins/hparams/plugin_data.proto and api.proto, whose field numbers these are
 */
export function hparamsRecords({ values, group, failed }: HParamsSession) {
  const fields = Object.entries(values).map(([name, one]) =>
    bytes(1, joined(text(1, name), bytes(2, valueOf(one)))),
  );
  const start = bytes(3, joined(...fields, text(4, group)));
  const end = bytes(4, joined(key(1, 0), varint(failed ? 2 : 1)));
  return {
    start: record('_hparams_/session_start_info', start),
    end: record('_hparams_/session_end_info', end),
  };
}

/** A `google.protobuf.Value`. */
function valueOf(value: string | number | boolean): Uint8Array {
  if (typeof value === 'number') return double(2, value);
  if (typeof value === 'string') return text(3, value);
  return joined(key(4, 0), varint(value ? 1 : 0));
}

/** A summary that carries a plugin's data, beside a tensor that says nothing. */
function record(tag: string, content: Uint8Array): Uint8Array {
  const metadata = bytes(1, joined(text(1, 'hparams'), bytes(2, content)));
  // Of 32-bit floats, along one dimension, none.
  const nothing = joined(key(1, 0), varint(1), bytes(2, bytes(2, new Uint8Array())));
  const value = joined(text(1, tag), bytes(8, nothing), bytes(9, metadata));
  return tfRecord(bytes(5, bytes(1, value)));
}
