import { dataFile } from './data-file.ts';
import { digitPixels, type LabelledImages } from './labelled-images.ts';

/** The handwritten digits in their fixed split; the first n training images are balanced over the classes for every n. */
export interface Digits {
  readonly train: LabelledImages;
  readonly validation: LabelledImages;
  readonly test: LabelledImages;
}

// The layout is described in scripts/export-digits.py, which writes the file.
const magic = 'DIGITS01';
const headerBytes = 20;

const file = dataFile<Digits>({
  who: 'digits',
  path: 'src/problems/digits.bin',
  // Beside the sources: this path is right from src/problems/ and from the build in dist/problems/.
  shipped: () => new URL('../../src/problems/digits.bin', import.meta.url),
  hand: 'useDigits',
  parse,
});

/**
 * The digits that ship with the package, read at the first call and kept; or those that `useDigits` was given.
 * @throws UsageError when the file cannot be read or is damaged
 * @see digits.LICENSE.md for their source and licence
 */
export const loadDigits = file.load;

/** The digits in the file at `url`. @throws UsageError when it cannot be read or is damaged */
export const digitsAt = file.at;

/**
 * Hands in the digits where they cannot be read, as in a page of one script: from now on every problem `digits` of this
 * process takes them.
 * @param bytes what `src/problems/digits.bin` of the package holds
 * @throws UsageError when they are damaged
 */
export function useDigits(bytes: Uint8Array): void {
  file.use(bytes);
}

function parse(bytes: Uint8Array): Digits | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const intact =
    bytes.length > headerBytes &&
    String.fromCharCode(...bytes.subarray(0, magic.length)) === magic &&
    view.getUint32(8, true) === crc32(bytes.subarray(12));
  if (!intact) return 'its mark or checksum is wrong';
  const count = (at: number) => view.getUint16(at, true);
  const [train, validation, test] = [count(12), count(14), count(16)];
  const labels = bytes.subarray(headerBytes, headerBytes + train + validation + test);
  const pixels = bytes.subarray(headerBytes + labels.length);
  const part = (from: number, count: number): LabelledImages => ({
    count,
    labels: labels.slice(from, from + count),
    pixels: Float32Array.from(
      pixels.subarray(from * digitPixels, (from + count) * digitPixels),
      (ink) => ink / 16,
    ),
  });
  return {
    train: part(0, train),
    validation: part(train, validation),
    test: part(train + validation, test),
  };
}

/** CRC-32 as in zip files (polynomial 0xedb88320, reflected). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
