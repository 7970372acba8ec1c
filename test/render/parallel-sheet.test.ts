import type { Chart, Plugin } from 'chart.js';
import { describe, expect, it } from 'vitest';
import { draw } from '../../src/render/canvas-chart.ts';
import { full, phone, type Format } from '../../src/render/format.ts';
import { parallelSheet } from '../../src/render/parallel-sheet.ts';
import { sampleParallel } from './sample-figures.ts';

/** The polylines that are drawn before the axes' words: colour, width and corners. */
function polylines(format: Format) {
  const sheet = parallelSheet(sampleParallel, format);
  const found: { width: number; corners: [number, number][] }[] = [];
  const lines = sheet.config.plugins?.find(({ id }) => id === 'parallel-lines') as Plugin<'line'>;
  let corners: [number, number][] = [];
  const pen = {
    lineWidth: 0,
    save: () => {},
    restore: () => {},
    beginPath: () => (corners = []),
    lineTo: (x: number, y: number) => corners.push([x, y]),
    stroke: () => found.push({ width: pen.lineWidth, corners }),
  };
  lines.beforeDatasetsDraw?.({ ctx: pen } as unknown as Chart<'line'>, { cancelable: true }, {});
  return { sheet, found };
}

describe('parallelSheet', () => {
  it('draws pale lines first, and the bold ones on a white rim above them', () => {
    const { found } = polylines(full);
    expect(found.map(({ width }) => width)).toEqual([1, 1, 1, 1, 1, 1, 4.6, 2, 4.6, 2]);
    expect(found.every(({ corners }) => corners.length === 3)).toBe(true);
  });

  it.each([full, phone])('places equal factors of a log axis at equal steps: $name', (format) => {
    const along = format.narrow ? 0 : 1;
    const { found } = polylines(format);
    const thin = found.filter(({ width }) => width !== 4.6);
    // Two bold ones come last; the first of all is trial 2.
    const order = [6, 7, 0, 1, 2, 3, 4, 5].map((i) => thin[i]?.corners[0]?.[along] as number);
    const steps = order.slice(1).map((place, i) => place - (order[i] as number));
    for (const step of steps) expect(step).toBeCloseTo(steps[0] as number, 3);
    expect(Math.abs(steps[0] as number)).toBeGreaterThan(10);
  });

  it.each([full, phone])('puts what has no result beyond the end of its axis: $name', (format) => {
    const { found } = polylines(format);
    const ends = found.filter(({ width }) => width === 1).map(({ corners }) => corners[2]);
    const [worst, lost] = [ends.at(-2), ends.at(-1)] as [[number, number], [number, number]];
    if (format.narrow) expect(lost[0]).toBeGreaterThan(worst[0] + 10);
    else expect(lost[1]).toBeLessThan(worst[1] - 10);
  });

  it.each([full, phone])('keeps all within its page: $name', (format) => {
    const { sheet, found } = polylines(format);
    for (const [x, y] of found.flatMap(({ corners }) => corners)) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(sheet.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(sheet.height);
    }
    expect(() => draw(sheet)).not.toThrow();
  });
});
