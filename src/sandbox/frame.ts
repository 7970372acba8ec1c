import { deserialize, serialize } from 'node:v8';

/** A message is never larger than this; who announces more is not one of ours. */
const largest = 64 * 1024 * 1024;
const header = 4;

/** What a learner's process leaves with when its channel is not as it was. */
export const channelLost = 97;

/**
 * A value as bytes for a pipe: length, then V8's serialization, which carries NaN and Infinity. The bytes are in memory of
 * their own: small Buffers share a pool, in which whoever has one can read the others.
 */
export function frame(value: unknown): Uint8Array {
  const body = serialize(value);
  const bytes = new Uint8Array(header + body.length);
  new DataView(bytes.buffer).setUint32(0, body.length, true);
  bytes.set(body, header);
  return bytes;
}

/** Puts values together again from the pieces in which a pipe delivers them. */
export class FrameReader {
  #pieces: Uint8Array[] = [];
  #size = 0;

  /** The values that are complete with `piece`. @throws Error when the bytes are not frames */
  *add(piece: Uint8Array): Generator {
    this.#pieces.push(piece);
    this.#size += piece.length;
    for (;;) {
      if (this.#size < header) return;
      const start = this.#front(header);
      const length = new DataView(start.buffer, start.byteOffset).getUint32(0, true);
      if (length > largest) throw new Error('a message of impossible length');
      if (this.#size < header + length) return;
      const whole = this.#front(header + length);
      this.#pieces = [whole.subarray(header + length)];
      this.#size -= header + length;
      yield deserialize(whole.subarray(header, header + length));
    }
  }

  /** At least `length` bytes in one piece, joined only when they are all there. */
  #front(length: number): Uint8Array {
    if ((this.#pieces[0]?.length ?? 0) < length) this.#pieces = [joined(this.#pieces, this.#size)];
    return this.#pieces[0] as Uint8Array;
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
