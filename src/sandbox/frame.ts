import * as v8 from 'node:v8';

// Kept, because a learner's code can put functions of its own in the place of Node's.
const { deserialize, serialize } = v8;

/** A message is never larger than this; who announces more is not one of ours. */
const largest = 64 * 1024 * 1024;
const header = 4;

/** What a learner's process leaves with when its channel is not as it was. */
export const channelLost = 97;

/** A value as bytes for a pipe: length, then V8's serialization, which carries NaN and Infinity. */
export function frame(value: unknown): Buffer {
  const body = serialize(value);
  const bytes = Buffer.allocUnsafe(header + body.length);
  bytes.writeUInt32LE(body.length);
  bytes.set(body, header);
  return bytes;
}

/** Puts values together again from the pieces in which a pipe delivers them. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #size = 0;

  /** The values that are complete with `piece`. @throws Error when the bytes are not frames */
  *add(piece: Buffer): Generator {
    this.#pieces.push(piece);
    this.#size += piece.length;
    for (;;) {
      if (this.#size < header) return;
      const start = this.#front(header);
      const length = start.readUInt32LE();
      if (length > largest) throw new Error('a message of impossible length');
      if (this.#size < header + length) return;
      const whole = this.#front(header + length);
      this.#pieces = [whole.subarray(header + length)];
      this.#size -= header + length;
      yield deserialize(whole.subarray(header, header + length));
    }
  }

  /** At least `length` bytes in one piece, joined only when they are all there. */
  #front(length: number): Buffer {
    if ((this.#pieces[0]?.length ?? 0) < length) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0] as Buffer;
  }
}
