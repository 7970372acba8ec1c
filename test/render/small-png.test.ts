import { deflateSync } from 'node:zlib';
import { createCanvas, type SKRSContext2D } from 'canvas';
import { describe, expect, it } from 'vitest';
import { chunk, chunks, signature } from '../../src/render/png-chunks.ts';
import { smallPng } from '../../src/render/small-png.ts';
import { random } from '../../src/shared/random.ts';
import { decoded } from './decoded.ts';

const words = { title: 'title', description: 'κ = 30' };

type Pen = SKRSContext2D;

function picture(draw: (pen: Pen) => void): Buffer {
  const canvas = createCanvas(97, 61);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, 97, 61);
  draw(pen);
  return canvas.toBuffer('image/png');
}

const few = picture((pen) => {
  pen.fillStyle = '#0072b2';
  pen.fillRect(10, 10, 40, 30);
  pen.fillStyle = '#d55e00';
  pen.fillRect(30, 20, 40, 30);
});

const many = picture((pen) => {
  const blend = pen.createLinearGradient(0, 0, 97, 61);
  blend.addColorStop(0, '#882255');
  blend.addColorStop(0.5, '#56b4e9');
  blend.addColorStop(1, '#ffffff');
  pen.fillStyle = blend;
  pen.fillRect(0, 0, 97, 61);
});

/** Rows of arbitrary bytes, each under another of PNG's five filters; opaque, and of few enough colours. */
function filtered(): Buffer {
  const [width, height] = [2, 20];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const picks = random(1);
  const rows = Array.from({ length: height }, (_, row) => {
    const filter = row % 5;
    const bytes = Array.from({ length: 4 * width }, (_, i) => {
      if (i % 4 < 3) return Math.floor(256 * picks.uniform());
      // What makes alpha 255 under each filter, in the first pixel of a row and in the others.
      const opaque = [
        [255, 255],
        [255, 0],
        [row === 0 ? 255 : 0, row === 0 ? 255 : 0],
        [row === 0 ? 255 : 128, 0],
        [row === 0 ? 255 : 0, 0],
      ][filter] as number[];
      return opaque[i < 4 ? 0 : 1] as number;
    });
    return Buffer.from([filter, ...bytes]);
  });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('smallPng', () => {
  it('keeps a picture of few colours pixel by pixel', async () => {
    const [before, after] = [await decoded(few), await decoded(smallPng(few, words))];
    expect(after).toEqual(before);
  });

  it('reads rows under every filter as the canvas reads them', async () => {
    const [before, after] = [await decoded(filtered()), await decoded(smallPng(filtered(), words))];
    expect(before.colors.size).toBeGreaterThan(35);
    expect(after).toEqual(before);
  });

  it('brings many colours down to 48 that come near to them', async () => {
    const [before, after] = [await decoded(many), await decoded(smallPng(many, words))];
    expect(before.colors.size).toBeGreaterThan(256);
    expect(after.colors.size).toBeLessThanOrEqual(48);
    const worst = before.pixels.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (after.pixels[i] as number))),
      0,
    );
    expect(worst).toBeLessThan(16);
  });

  it('writes title and description into the file', () => {
    const texts = chunks(smallPng(few, words)).filter(({ type }) => type === 'iTXt');
    expect(texts.map(({ data }) => data.toString('utf8'))).toEqual([
      'Title\0\0\0\0\0title',
      'Description\0\0\0\0\0κ = 30',
    ]);
  });

  it('refuses what it does not read', () => {
    expect(() => smallPng(smallPng(few, words), words)).toThrow('expected a PNG of 8-bit RGBA');
  });
});
