import { deflateSync } from 'node:zlib';
import { palette } from './palette.ts';
import { chunk, signature } from './png-chunks.ts';

/** What is written into a picture's file for those who look there. */
export interface PngWords {
  readonly title: string;
  readonly description: string;
}

/** Pixels as a canvas holds them: without transparency. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each, row by row. */
  readonly pixels: Buffer;
}

/**
 * A picture as a PNG, in a fifth of the bytes that a canvas makes of it: two pixels a byte where 16 colours are enough,
 * else one of up to 48. Charts have few colours and many blends along the edges of lines, so nothing is lost to the eye.
 */
export function smallPng(
  { width, height, pixels }: Pixels,
  { title, description }: PngWords,
): Buffer {
  const { colors, indices } = palette(pixels, [16, 32, 48]);
  const depth = colors.length > 3 * 16 ? 8 : 4;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Colours from a palette.
  header.set([depth, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('iTXt', words('Title', title)),
    chunk('iTXt', words('Description', description)),
    chunk('PLTE', Buffer.from(colors)),
    chunk('IDAT', deflateSync(rows(indices, width, depth), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Rows of so many bits a pixel, each after the number of its filter: none. */
function rows(indices: Uint8Array, width: number, depth: 4 | 8): Buffer {
  const each = 8 / depth;
  const length = 1 + Math.ceil(width / each);
  const packed = Buffer.alloc(length * (indices.length / width));
  for (let i = 0, row = 0; i < indices.length; row += length) {
    for (let x = 0; x < width; x++, i++) {
      const at = row + 1 + Math.floor(x / each);
      const shift = depth === 8 || x % 2 === 1 ? 0 : 4;
      packed[at] = (packed[at] as number) | ((indices[i] as number) << shift);
    }
  }
  return packed;
}

/** Keyword, then no compression, no language, no translation, then the text in UTF-8. */
function words(keyword: string, text: string): Buffer {
  return Buffer.from(`${keyword}\0\0\0\0\0${text}`, 'utf8');
}
