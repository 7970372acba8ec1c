import { describe, expect, it } from 'vitest';
import { loadDigits } from '../../src/problems/digits-data.ts';
import { firstImages, mislabelled, pickImages } from '../../src/problems/labelled-images.ts';
import { random } from '../../src/shared/random.ts';

describe('labelled images', () => {
  it('picks images together with their labels', async () => {
    const { train } = await loadDigits();
    const picked = pickImages([7, 0, 7], train);
    expect([...picked.labels]).toEqual([train.labels[7], train.labels[0], train.labels[7]]);
    expect(picked.pixels.subarray(64, 128)).toEqual(train.pixels.subarray(0, 64));
    expect(picked.pixels.subarray(128)).toEqual(train.pixels.subarray(448, 512));
  });

  it('takes the first ones', async () => {
    const { train } = await loadDigits();
    const { count, labels, pixels } = firstImages(20, train);
    expect([count, labels.length, pixels.length]).toEqual([20, 20, 20 * 64]);
    expect(labels).toEqual(train.labels.subarray(0, 20));
  });

  it('mislabels exactly the share asked for, with every wrong class about equally often', async () => {
    const { train } = await loadDigits();
    const before = train.labels.slice();
    const { labels } = mislabelled(train, 0.9, random(1));
    const wrong = [...labels.keys()].filter((i) => labels[i] !== before[i]);
    expect(wrong).toHaveLength(900);
    const shifts = Array.from({ length: 9 }, (_, shift) => {
      const moved = (i: number) => ((labels[i] ?? 0) - (before[i] ?? 0) + 10) % 10 === shift + 1;
      return wrong.filter(moved).length;
    });
    expect(Math.min(...shifts)).toBeGreaterThan(70);
    expect(Math.max(...shifts)).toBeLessThan(130);
    expect(train.labels).toEqual(before);
  });
});
