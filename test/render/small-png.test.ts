import { deflateSync, inflateSync } from 'node:zlib';
import { createCanvas, type SKRSContext2D } from 'canvas';
import { describe, expect, it } from 'vitest';
import { chunk, signature } from '../../src/render/png-chunks.ts';
import { smallPng, type Pixels } from '../../src/render/small-png.ts';
import { chunks } from './chunks.ts';
import { decoded } from './decoded.ts';

const words = { title: 'title', description: 'κ = 30' };

type Pen = SKRSContext2D;

function picture(draw: (pen: Pen) => void): Pixels {
  const canvas = createCanvas(97, 61);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, 97, 61);
  draw(pen);
  return { width: 97, height: 61, pixels: canvas.data() };
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

describe('smallPng', () => {
  it('keeps a picture of few colours pixel by pixel', async () => {
    const after = await decoded(smallPng(few, words));
    expect(Buffer.from(after.pixels)).toEqual(few.pixels);
  });

  it('brings many colours down to 48 that come near to them', async () => {
    const after = await decoded(smallPng(many, words));
    expect(new Set(new Uint32Array(many.pixels.buffer)).size).toBeGreaterThan(256);
    expect(after.colors.size).toBeGreaterThan(32);
    expect(after.colors.size).toBeLessThanOrEqual(48);
    const worst = many.pixels.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (after.pixels[i] as number))),
      0,
    );
    expect(worst).toBeLessThan(16);
  });

  it('takes half a byte a pixel where few colours look the same', () => {
    expect([few, many].map((one) => smallPng(one, words)[24])).toEqual([4, 8]);
  });

  it('gives a standing file back where it holds the same, however it is packed, and else makes its own', () => {
    const own = smallPng(few, words);
    const packedAs = (rows: Buffer, level = 1) =>
      Buffer.concat([
        signature,
        ...chunks(own).map(({ type, data }) =>
          chunk(type, type === 'IDAT' ? deflateSync(rows, { level }) : data),
        ),
      ]);
    const rows = inflateSync(chunks(own).find(({ type }) => type === 'IDAT')?.data ?? '');
    const other = packedAs(rows, 0);
    expect(other.equals(own)).toBe(false);
    expect(smallPng(few, words, other)).toBe(other);

    const dot = Buffer.from(rows);
    dot[1000] = (dot[1000] as number) ^ 1;
    const torn = Buffer.from(own);
    torn[torn.length - 20] = (torn[torn.length - 20] as number) ^ 1;
    const wrong = [
      packedAs(dot),
      packedAs(Buffer.concat([rows, rows])),
      packedAs(rows.subarray(0, -1)),
      smallPng(few, { ...words, title: 'another' }),
      smallPng(many, words),
      torn,
      Buffer.concat([own, own]),
      own.subarray(0, 50),
      Buffer.alloc(0),
    ];
    for (const file of wrong) expect(smallPng(few, words, file).equals(own)).toBe(true);
  });

  it('writes title and description into the file', () => {
    const texts = chunks(smallPng(few, words)).filter(({ type }) => type === 'iTXt');
    expect(texts.map(({ data }) => data.toString('utf8'))).toEqual([
      'Title\0\0\0\0\0title',
      'Description\0\0\0\0\0κ = 30',
    ]);
  });
});
