import { UsageError } from '../shared/errors.ts';
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

// The data stay beside the sources: this path is right from src/problems/ and from the build in dist/problems/.
const shipped = new URL('../../src/problems/digits.bin', import.meta.url);

let loading: Promise<Digits> | undefined;

/**
 * The digits that ship with the package, read at the first call and kept.
 * @throws UsageError when the file is missing or damaged
 * @see digits.LICENSE.md for their source and licence
 */
export function loadDigits(): Promise<Digits> {
  loading ??= digitsAt(shipped).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * The digits in the file at `url`, read from disk in Node and fetched in a browser.
 * @throws UsageError when the file is missing or damaged
 */
export async function digitsAt(url: URL): Promise<Digits> {
  return parse(await bytesAt(url), url);
}

async function bytesAt(url: URL): Promise<Uint8Array> {
  try {
    if (url.protocol === 'file:') {
      // Not an import, which a browser would have to resolve; and not a Buffer, whose slices share its memory.
      const { promises } = process.getBuiltinModule('node:fs');
      return new Uint8Array(await promises.readFile(url));
    }
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `digits: the data file ${url.href} cannot be read (${reason}); install downhill again, or serve that file`,
    );
  }
}

function parse(bytes: Uint8Array, url: URL): Digits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const intact =
    bytes.length > headerBytes &&
    String.fromCharCode(...bytes.subarray(0, magic.length)) === magic &&
    view.getUint32(8, true) === crc32(bytes.subarray(12));
  if (!intact) {
    throw new UsageError(
      `digits: the data file ${url.href} is damaged (${bytes.length} bytes; its mark or checksum is wrong); install downhill again`,
    );
  }
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
