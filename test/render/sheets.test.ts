import type { Plugin } from 'chart.js';
import { describe, expect, it } from 'vitest';
import { contours } from '../../src/figures/contours.ts';
import { described } from '../../src/figures/described.ts';
import { draw } from '../../src/render/canvas-chart.ts';
import { contourLayer } from '../../src/render/contour-layer.ts';
import { curvesSheet } from '../../src/render/curves-sheet.ts';
import { dotsSheet } from '../../src/render/dots-sheet.ts';
import { panelGrid } from '../../src/render/panel-grid.ts';
import { panelSheet } from '../../src/render/panel-sheet.ts';
import { record, words } from '../figures/record.ts';
import { sampleCurves, sampleDots } from './sample-figures.ts';

const run = record({
  loss: [[1, 0]],
  path: [
    [1, 1],
    [0, 0],
  ],
});

describe('curvesSheet', () => {
  it('says what chart.js is to draw', () => {
    const { config, width, height } = curvesSheet(sampleCurves);
    const datasets = config.data.datasets.map(({ data, ...rest }) => ({
      ...rest,
      data: `${data.length} points`,
    }));
    const scales = Object.entries(config.options?.scales ?? {}).map(([id, scale]) => [
      id,
      {
        type: scale?.type,
        min: scale?.min,
        max: scale?.max,
        share: (scale as { stackWeight?: number }).stackWeight,
      },
    ]);
    expect({ width, height, scales, datasets }).toMatchSnapshot();
  });

  it('puts the strip below the plot, over the same x axis', () => {
    const sheet = curvesSheet(sampleCurves);
    let boxes: Record<string, [number, number]> = {};
    const look: Plugin<'line'> = {
      id: 'look',
      afterDraw: ({ scales }) => {
        boxes = Object.fromEntries(
          Object.entries(scales).map(([id, { top, bottom }]) => [id, [top, bottom]]),
        );
      },
    };
    const plugins = [...(sheet.config.plugins ?? []), look];
    draw({ ...sheet, config: { ...sheet.config, plugins } });
    const [plot, strip, x] = [boxes['y'], boxes['strip'], boxes['x']] as [number, number][];
    expect(plot?.[1]).toBeLessThan(strip?.[0] as number);
    expect(strip?.[1]).toBeCloseTo(x?.[0] as number, 6);
  });
});

describe('contoursSheet', () => {
  const grid = (count: number) => {
    const figure = contours({
      height: (x, y) => x * x + y * y,
      minimum: [0, 0],
      window: { x: [-2, 2], y: [-1, 2] },
      entrants: Array.from({ length: count }, (_, i) => ({ run, label: `panel ${i}` })),
    });
    return panelGrid(described(figure, words), 100).cells;
  };

  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 2],
    [6, 3],
    [8, 4],
  ])('puts %i panels into %i columns, inside the page, without overlap', (count, columns) => {
    const cells = grid(count);
    expect(new Set(cells.map(({ left }) => left)).size).toBe(columns);
    expect(Math.max(...cells.map(({ left, width }) => left + width))).toBeLessThanOrEqual(840);
    for (const [i, a] of cells.entries()) {
      for (const b of cells.slice(i + 1)) {
        const beside = a.left + a.width + 20 < b.left || b.left + b.width + 20 < a.left;
        expect(beside || a.top + a.height + 30 < b.top).toBe(true);
      }
    }
  });

  it('gives both axes the same unit length', () => {
    for (const { width, height } of [1, 2, 3, 6].flatMap(grid)) {
      expect(width / height).toBeCloseTo(4 / 3, 1.5);
    }
  });

  it('draws each plot exactly as large and where the grid says', () => {
    // Wide numbers below: half of the first sticks out on the left.
    const window = { x: [-2e5, 2e5], y: [-1e5, 1e5] } as const;
    const figure = contours({ height: (x) => x, window, entrants: [{ run }, { run }] });
    const cell = panelGrid(described(figure, words), 100).cells.at(-1);
    if (!cell) throw new Error('no cell');
    const { panel, landscape, x, y, width, height, gutter, below } = cell;
    const ground = contourLayer(landscape);
    const frame = { width, height, left: gutter, bottom: below };
    const sheet = panelSheet(panel, landscape, ground, x, y, frame);
    let area: object = {};
    const look: Plugin<'line'> = {
      id: 'look',
      afterDraw: ({ chartArea }) => {
        area = { ...chartArea };
      },
    };
    const plugins = [...(sheet.config.plugins ?? []), look];
    draw({ ...sheet, config: { ...sheet.config, plugins } });
    expect(area).toMatchObject({ width, height, left: 28 + gutter, top: 28 });
  });

  it('names numbers only along the outside of panels that share a window', () => {
    const numbered = grid(6).map(({ x, y }) => [x, y].map(({ ticks }) => ticks[0]?.text !== ''));
    expect(numbered).toEqual([
      [false, true],
      [false, false],
      [false, false],
      [true, true],
      [true, false],
      [true, false],
    ]);
  });
});

describe('dotsSheet', () => {
  it('is as high as its rows need, and wide enough for the notes', () => {
    const { config, height } = dotsSheet(sampleDots);
    const { max, min } = config.options?.scales?.['x'] ?? {};
    expect(height).toBeGreaterThan(3 * 34);
    expect(min).toBeLessThan(1e-8);
    expect(max).toBeGreaterThan(4e-5);
  });
});
