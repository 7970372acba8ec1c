import { shown, UsageError } from '../shared/errors.ts';
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

let digits: Promise<Digits> | undefined;

/**
 * The digits that ship with the package, read at the first call and kept; or those that `useDigits` was given.
 * @throws UsageError when the file cannot be read or is damaged
 * @see digits.LICENSE.md for their source and licence
 */
export function loadDigits(): Promise<Digits> {
  digits ??= shipped().catch((error: unknown) => {
    digits = undefined;
    throw error;
  });
  return digits;
}

/**
 * Hands in the digits where they cannot be read, as in a page of one script: from now on every problem `digits` of this
 * process takes them.
 * @param bytes what `src/problems/digits.bin` of the package holds
 * @throws UsageError when they are damaged
 */
export function useDigits(bytes: Uint8Array): void {
  if (!ArrayBuffer.isView(bytes)) {
    throw new UsageError({
      who: 'useDigits',
      rule: 'bytes must be a Uint8Array',
      got: shown(bytes),
    });
  }
  const way = 'hand in all bytes of src/problems/digits.bin of this version of downhill';
  digits = Promise.resolve(parse(bytes, 'data handed to useDigits', way));
}

const shipped = async () => digitsAt(shippedUrl());

function shippedUrl(): URL {
  try {
    // Beside the sources: this path is right from src/problems/ and from the build in dist/problems/.
    return new URL('../../src/problems/digits.bin', import.meta.url);
  } catch {
    throw new UsageError({
      who: 'digits',
      rule: 'a script that is bundled like this one does not know where the data file is',
      remedy: 'hand the bytes of src/problems/digits.bin to useDigits',
    });
  }
}

/**
 * The digits in the file at `url`, read from disk in Node and fetched in a browser.
 * @throws UsageError when the file cannot be read or is damaged
 */
export async function digitsAt(url: URL): Promise<Digits> {
  const way = `${url.protocol === 'file:' ? 'install downhill again' : 'serve that file'}, or hand its bytes to useDigits`;
  return parse(await bytesAt(url, way), `data file ${url.href}`, way);
}

async function bytesAt(url: URL, way: string): Promise<Uint8Array> {
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
    throw new UsageError({
      who: 'digits',
      rule: `the data file ${url.href} cannot be read (${reason})`,
      remedy: way,
    });
  }
}

function parse(bytes: Uint8Array, what: string, way: string): Digits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const intact =
    bytes.length > headerBytes &&
    String.fromCharCode(...bytes.subarray(0, magic.length)) === magic &&
    view.getUint32(8, true) === crc32(bytes.subarray(12));
  if (!intact) {
    throw new UsageError({
      who: 'digits',
      rule: `the ${what} is damaged (${bytes.length} bytes; its mark or checksum is wrong)`,
      remedy: way,
    });
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
