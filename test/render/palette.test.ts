import { describe, expect, it } from 'vitest';
import { palette } from '../../src/render/palette.ts';

function worst(pixels: Buffer): number {
  const { colors, indices } = palette(pixels);
  return pixels.reduce((most, value, i) => {
    if (i % 4 === 3) return most;
    const chosen = colors[3 * (indices[Math.floor(i / 4)] as number) + (i % 4)] as number;
    return Math.max(most, Math.abs(chosen - value));
  }, 0);
}

describe('palette', () => {
  it('keeps up to 256 colours exactly', () => {
    const pixels = Buffer.from(
      Array.from({ length: 256 }, (_, i) => [i, 255 - i, (7 * i) % 256, 255]).flat(),
    );
    expect(worst(pixels)).toBe(0);
  });

  it.each([0, 1, 2])('comes near to every colour of a ramp in channel %i', (channel) => {
    const pixels = Buffer.alloc(4 * 1024, 255);
    for (let i = 0; i < 1024; i++) {
      pixels[4 * i + channel] = i % 256;
      pixels[4 * i + ((channel + 1) % 3)] = 60 * Math.floor(i / 256);
    }
    expect(palette(pixels).colors.length).toBeLessThanOrEqual(3 * 256);
    expect(worst(pixels)).toBeLessThanOrEqual(8);
  });

  it('keeps what fills the picture, however many rare colours there are', () => {
    const pixels = Buffer.alloc(4 * 6000, 255);
    for (let i = 0; i < 6000; i++) {
      const near = [i % 23, (3 * i) % 29, (7 * i) % 31].map((value) => 190 + value);
      pixels.set(i < 1500 ? [200, 201, 202] : near, 4 * i);
    }
    const { colors, indices } = palette(pixels);
    const first = 3 * (indices[0] as number);
    expect([...colors.subarray(first, first + 3)]).toEqual([200, 201, 202]);
  });
});
