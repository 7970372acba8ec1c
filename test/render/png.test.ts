import { setImmediate as nextTurn } from 'node:timers/promises';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Axis, Picture } from '../../src/figures/figure.ts';
import { described } from '../../src/figures/described.ts';
import { plot } from '../../src/figures/plot.ts';
import { styleOf } from '../../src/figures/styles.ts';
import { draw } from '../../src/render/canvas-chart.ts';
import { dotsSheet } from '../../src/render/dots-sheet.ts';
import { renderPng } from '../../src/render/png.ts';
import { words } from '../figures/record.ts';
import { decoded } from './decoded.ts';
import {
  sampleContours,
  sampleCurves,
  sampleDots,
  sampleImages,
  sampleParallel,
} from './sample-figures.ts';

const samples: Readonly<Record<string, readonly [Picture, readonly string[]]>> = {
  curves: [sampleCurves, ['sgd', 'adam', 'momentum']],
  contours: [sampleContours, ['sgd', 'nesterov', 'adamw']],
  dots: [sampleDots, ['sgd', 'adagrad', 'rmsprop']],
  images: [sampleImages, []],
  parallel: [sampleParallel, ['adam']],
};

describe.each(Object.entries(samples))('a picture of %s', (_, [figure, entrants]) => {
  it('is as wide as the page at double density, white around, and shows every entrant', async () => {
    const { width, height, colors, pixels } = await decoded(renderPng(figure));
    expect(width).toBe(1720);
    expect(height).toBeGreaterThan(300);
    expect(pixels.subarray(0, 4)).toEqual(Uint8ClampedArray.of(255, 255, 255, 255));
    for (const name of entrants) {
      expect([name, colors.get(styleOf(name).color)]).toEqual([name, expect.any(Number)]);
      expect(colors.get(styleOf(name).color)).toBeGreaterThan(50);
    }
  });
});

it('images are red above zero, blue below, and as large as each other', async () => {
  const { colors } = await decoded(renderPng(sampleImages));
  const [blue, red] = ['#2166ac', '#b2182b'].map((color) => colors.get(color) ?? 0);
  // Three cells of each, a quarter of an image of 300 by 300 pixels.
  expect(blue).toBeGreaterThan(3 * 70 * 70);
  expect(red).toBeGreaterThan(3 * 70 * 70);
  expect(red).toBeCloseTo(blue as number, -4);
});

describe('renderPng', () => {
  it('gives the same bytes again, in another process, whose language is another', async () => {
    const hashes = Object.values(samples).map(([figure]) =>
      createHash('sha256').update(renderPng(figure)).digest('hex'),
    );
    const script = fileURLToPath(new URL('./render-once.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, LC_ALL: 'de_DE.UTF-8' },
    });
    expect(stdout.trim().split('\n')).toEqual(hashes);
    expect(renderPng(sampleCurves).equals(renderPng(sampleCurves))).toBe(true);
  });

  it('draws values of any size on a log axis, and leaves a gap where one is 0', () => {
    const [x, y] = (['linear', 'log'] as const).map((scale) => ({ label: 'axis', scale }));
    const draw = (values: readonly (number | null)[]) => {
      const line = { style: 'sgd', label: 'a line', x: [0, 1, 2], y: values };
      return renderPng({ kind: 'curves', ...words, x: x as Axis, y: y as Axis, lines: [line] });
    };
    for (const values of [
      [1, 1e154, 1e308],
      [1e-160, 1, 1e160],
      [1e-320, 2e-320, 1e-320],
    ]) {
      expect(draw(values).length).toBeGreaterThan(2000);
    }
    expect(draw([1, 0, 2]).equals(draw([1, null, 2]))).toBe(true);
  });

  it('takes whatever a figure may hold: one point, constants, gaps, long words', () => {
    const x = { label: 'update', scale: 'linear' } as const;
    const y = { label: 'loss', scale: 'log' } as const;
    const long = 'a label that goes on and on until nobody can read it in one line';
    const figures = [
      plot({ x, y, lines: [{ style: 'sgd', x: [0], y: [3] }] }),
      plot({ x, y, lines: [{ style: 'sgd', x: [0, 1, 2], y: [1, 1, 1] }] }),
      plot({ x, y, lines: [{ style: 'sgd', x: [0, 1, 2, 3], y: [1, 0, 1e-12, 0] }] }),
      plot({
        x,
        y,
        lines: [{ style: 'sgd', label: long, x: [0, 1], y: [1, 2] }],
      }),
    ];
    for (const title of ['short', long.repeat(4)]) {
      for (const figure of figures.map((one) => described(one, { ...words, title })))
        expect(renderPng(figure).length).toBeGreaterThan(5000);
    }
  });

  it('makes room for a title of several lines instead of cutting it', async () => {
    const short = await decoded(renderPng(sampleDots));
    const long = await decoded(renderPng({ ...sampleDots, title: 'words '.repeat(40).trim() }));
    expect(long.height).toBeGreaterThan(short.height + 80);
  });

  it('refuses a figure that cannot be drawn', () => {
    const [row] = sampleDots.rows;
    const odd = { ...sampleDots, rows: [{ ...row, style: 'sdg' }] } as typeof sampleDots;
    expect(() => renderPng(odd)).toThrow('unknown style "sdg"; did you mean "sgd"?');
    expect(() => renderPng({ ...sampleDots, alt: '' })).toThrow('dots: alt must say something');
  });

  it('gives the memory of its pixels back', async () => {
    const sheet = dotsSheet(sampleDots);
    const drawMany = async (count: number) => {
      for (let i = 0; i < count; i++) {
        draw(sheet);
        // What is over goes when other things may be done.
        await nextTurn();
      }
    };
    await drawMany(5);
    const before = process.memoryUsage.rss();
    await drawMany(100);
    // Kept, the pixels of 100 pictures would be more than 250 MB.
    expect(process.memoryUsage.rss() - before).toBeLessThan(125e6);
  });
});
