import { deflateSync, inflateSync } from 'node:zlib';
import { palette } from './palette.ts';
import { chunk, chunks, signature } from './png-chunks.ts';

/** What is written into a picture's file for those who look there. */
export interface PngWords {
  readonly title: string;
  readonly description: string;
}

/** Enough for a dozen lines with their blends; with 256 a picture takes a third more bytes and looks no better. */
const colorsKept = 48;

/**
 * The same picture in a quarter of the bytes: at most 48 colours, chosen from those it has. Charts have few colours and
 * many blends along the edges of lines, so nothing is lost to the eye.
 * @param png 8 bits for each of red, green, blue, alpha; without transparency
 */
export function smallPng(png: Buffer, { title, description }: PngWords): Buffer {
  const { width, height, pixels } = decoded(png);
  const { colors, indices } = palette(pixels, colorsKept);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) {
    rows.set(indices.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a pixel, colours from a palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('iTXt', words('Title', title)),
    chunk('iTXt', words('Description', description)),
    chunk('PLTE', Buffer.from(colors)),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Keyword, then no compression, no language, no translation, then the text in UTF-8. */
function words(keyword: string, text: string): Buffer {
  return Buffer.from(`${keyword}\0\0\0\0\0${text}`, 'utf8');
}

interface Decoded {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each pixel, row by row. */
  readonly pixels: Buffer;
}

function decoded(png: Buffer): Decoded {
  const parts = chunks(png);
  const header = parts.find(({ type }) => type === 'IHDR')?.data;
  if (!header || header[8] !== 8 || header[9] !== 6 || header[12] !== 0) {
    throw new Error('smallPng: expected a PNG of 8-bit RGBA without interlacing');
  }
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const packed = parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const rows = inflateSync(Buffer.concat(packed));
  const pixels = Buffer.alloc(width * height * 4);
  for (let row = 0; row < height; row++) unfilter(rows, pixels, row, width * 4);
  return { width, height, pixels };
}

/** Undoes the prediction of one row. @see PNG specification, section 9 */
function unfilter(rows: Buffer, pixels: Buffer, row: number, length: number): void {
  const from = row * (length + 1) + 1;
  const to = row * length;
  const filter = rows[from - 1] as number;
  for (let i = 0; i < length; i++) {
    const left = i < 4 ? 0 : (pixels[to + i - 4] as number);
    const up = row === 0 ? 0 : (pixels[to + i - length] as number);
    const corner = i < 4 || row === 0 ? 0 : (pixels[to + i - length - 4] as number);
    pixels[to + i] = (rows[from + i] as number) + predicted(filter, left, up, corner);
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
