import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinePoint } from '../../src/minimizers/cubic-minimum.ts';
import {
  leftoverSlope,
  strongWolfe,
  sufficientDecrease,
} from '../../src/minimizers/strong-wolfe.ts';

type Line = (t: number) => readonly [value: number, slope: number];

/** Searches along `line`, and keeps what it looked at. */
async function search(line: Line, first: number, shortest = 1e-9) {
  const looks: LinePoint[] = [];
  const at = (t: number): LinePoint => {
    const [value, slope] = line(t);
    return { t, value, slope };
  };
  const start = at(0);
  const found = await strongWolfe(
    async (t) => {
      looks.push(at(t));
      return looks.at(-1) as LinePoint;
    },
    start,
    first,
    shortest,
  );
  return { start, found, looks };
}

/** Both conditions, as the book writes them. */
function expectWolfe({ start, found }: { start: LinePoint; found: LinePoint }) {
  expect(found.value).toBeLessThanOrEqual(start.value + 1e-4 * found.t * start.slope);
  expect(Math.abs(found.slope)).toBeLessThanOrEqual(0.9 * Math.abs(start.slope));
}

const size = fc.double({ min: 0.05, max: 20, noNaN: true });
const trial = fc.double({ min: -4, max: 4, noNaN: true }).map((power) => 10 ** power);

describe('strongWolfe', () => {
  it('asks for what the book recommends to quasi-Newton methods', () => {
    expect([sufficientDecrease, leftoverSlope]).toEqual([1e-4, 0.9]);
  });

  it('keeps both conditions on every parabola, whatever the first step', async () => {
    const parabolas = fc.asyncProperty(size, size, trial, async (curve, lowest, first) => {
      const line: Line = (t) => [(curve * (t - lowest) ** 2) / 2, curve * (t - lowest)];
      expectWolfe(await search(line, first));
    });
    await fc.assert(parabolas, { seed: 1 });
  });

  it('keeps both on curves that bend up and down', async () => {
    const waves = fc.asyncProperty(size, trial, async (waves, first) => {
      const line: Line = (t) => [
        0.05 * t * t - 2 * t + Math.sin(waves * t),
        0.1 * t - 2 + waves * Math.cos(waves * t),
      ];
      const found = await search(line, first);
      if (found.start.slope < 0) expectWolfe(found);
    });
    await fc.assert(waves, { seed: 1 });
  });

  it('takes the first step where that will do, for one look', async () => {
    const { found, looks } = await search((t) => [(t - 1) ** 2, 2 * (t - 1)], 1.2);
    expect(found.t).toBe(1.2);
    expect(looks).toHaveLength(1);
  });

  it('comes back from where there is no value', async () => {
    // t − log(1 − t) falls until 0.8 and is not defined from 1 on.
    const line: Line = (t) => [-5 * t - Math.log(1 - t), -5 + 1 / (1 - t)];
    for (const first of [0.9999, 1.5, 100]) expectWolfe(await search(line, first));
  });

  it('ends on a line that falls for ever, far away and with a bounded number of looks', async () => {
    const { found, looks } = await search((t) => [-t, -1], 1);
    expect(looks).toHaveLength(26);
    expect(found).toBe(looks.at(-1));
    expect(found.t).toBeGreaterThan(1e18);
  });

  it('ends before the last step where that has no value', async () => {
    const { found, looks } = await search((t) => (t > 2e18 ? [NaN, -1] : [-t, -1]), 1);
    expect(looks).toHaveLength(26);
    expect(found).toEqual(looks.at(-2));
  });

  it('goes back when the value has risen since the step before, however steep it is', async () => {
    const line: Line = (t) => [t < 10 ? -t : 27 - t, -1];
    const { looks } = await search(line, 1);
    const [, before, high, next] = looks.map(({ t }) => t) as [number, number, number, number];
    expect(before).toBeLessThan(10);
    expect(high).toBeGreaterThan(10);
    expect(next).toBeGreaterThan(before);
    expect(next).toBeLessThan(high);
  });

  it('does not take a level step that is higher than the lowest so far', async () => {
    const line: Line = (t) => {
      if (t <= 1) return [-t, -1];
      if (t <= 1.5) return [-1.1, 0];
      return t < 5 ? [-0.9, 0] : [-0.5, 5];
    };
    const { found, looks } = await search(line, 1);
    expect(looks.filter(({ value }) => value === -0.9).length).toBeGreaterThan(0);
    expect(found.value).toBe(-1.1);
  });

  it('never gives up a lower step for a higher one', async () => {
    const waves = fc.asyncProperty(size, trial, async (waves, first) => {
      const line: Line = (t) => [
        0.05 * t * t - 2 * t - 5 * Math.sin(waves * t),
        0.1 * t - 2 - 5 * waves * Math.cos(waves * t),
      ];
      const { start, found, looks } = await search(line, first);
      const kept = looks.filter(({ t, value }) => value <= start.value + 1e-4 * t * start.slope);
      expect(found.value).toBe(Math.min(...kept.map(({ value }) => value)));
    });
    await fc.assert(waves, { seed: 1 });
  });

  it('gives back its start where all else is higher, though the slope promises a fall', async () => {
    const { start, found, looks } = await search((t) => [t, -1], 1, 0);
    expect(found).toEqual(start);
    expect(looks.length).toBeLessThanOrEqual(26);
    const short = await search((t) => [t, -1], 1, 0.1);
    expect(short.looks.length).toBeLessThan(10);
  });

  it.each([NaN, Infinity])('gives back its start where the line is %s', async (value) => {
    const { start, found, looks } = await search((t) => (t === 0 ? [1, -1] : [value, -1]), 1);
    expect(found).toEqual(start);
    expect(looks.length).toBeLessThanOrEqual(26);
  });

  it('does not stick to an end that the cubic keeps pointing at', async () => {
    // A cliff beside a gentle slope: interpolation alone would creep along its foot.
    const line: Line = (t) => (t < 0.5 ? [-t, -1] : [-0.5 + 1e3 * (t - 0.5) ** 2, 2e3 * (t - 0.5)]);
    expectWolfe(await search(line, 1));
  });
});
