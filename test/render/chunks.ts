import { signature } from '../../src/render/png-chunks.ts';

/** One part of a PNG: four letters and their data. */
export interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** The parts of a PNG in order; check sums are not looked at. */
export function chunks(png: Buffer): Chunk[] {
  const found: Chunk[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    found.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return found;
}
