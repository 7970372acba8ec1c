import { describe, expect, it } from 'vitest';
import { contours } from '../../src/figures/contours.ts';
import { record } from './record.ts';

const bowl = (x: number, y: number) => x * x + 4 * y * y;
const minimum = [0, 0] as const;
const path = Array.from({ length: 21 }, (_, i) => [4 - 0.2 * i, 2 - 0.1 * i] as const);
const run = record({
  loss: [path.map(([x, y]) => bowl(x, y))],
  path,
  every: 2,
  learningRate: 0.05,
});
const window = { x: [-5, 5], y: [-2.5, 2.5] } as const;

describe('contours', () => {
  it('keeps the outlines around points of a path, rounded', () => {
    const outlines = [
      [
        [1 / 3, 0],
        [0, 1],
      ],
    ] as const;
    const entrants = [{ run, outlines }, { run }];
    const { panels } = contours({ height: bowl, window, entrants });
    expect(panels.map(({ paths }) => paths[0]?.outlines)).toEqual([
      [
        [
          [0.3333, 0],
          [0, 1],
        ],
      ],
      undefined,
    ]);
  });

  it.each([
    {
      ...window,
      x: [1e308, -1e308] as const,
      says: 'x must go from a number up to a larger one, got from 1e+308 to -1e+308',
    },
    {
      ...window,
      y: [2, 2] as const,
      says: 'y must go from a number up to a larger one, got from 2 to 2',
    },
    { ...window, x: [-1e308, 1e308] as const, says: 'x must go from a number up' },
    { ...window, y: [NaN, 1] as const, says: 'y must go from a number up' },
  ])('refuses a window that has no width or height: %j', ({ says, ...window }) => {
    expect(() => contours({ height: bowl, window, entrants: [{ run }] })).toThrow(
      `contours: the window's ${says}`,
    );
  });

  it('draws a panel for each run over one landscape that they share', () => {
    const second = { run, label: 'again', style: 'adam', note: 'a note' };
    const figure = contours({
      height: bowl,
      minimum,
      window,
      entrants: [{ run }, second],
    });
    const { landscapes, ...rest } = figure;
    expect(landscapes).toHaveLength(1);
    expect({
      ...rest,
      panels: rest.panels.map((panel) => ({ ...panel, paths: 'below' })),
    }).toMatchInlineSnapshot(`
      {
        "kind": "contours",
        "panels": [
          {
            "landscape": 0,
            "minimum": [
              0,
              0,
            ],
            "note": "rate 0.05 · loss 0",
            "paths": "below",
            "style": "sgd",
            "title": "SGD",
          },
          {
            "landscape": 0,
            "minimum": [
              0,
              0,
            ],
            "note": "a note",
            "paths": "below",
            "style": "adam",
            "title": "again",
          },
        ],
        "subtitle": "○ start · ★ minimum · a dot every 4 updates · deeper blue is lower",
        "x": "w₁",
        "y": "w₂",
      }
    `);
    expect(figure.panels[0]?.paths[0]).toMatchObject({ label: 'SGD', style: 'sgd', dotEvery: 2 });
    expect(figure.panels[0]?.paths[0]?.points[1]).toEqual([3.8, 1.9]);
  });

  it('samples the landscape from edge to edge, from the lowest y', () => {
    const height = (x: number, y: number) => 10 * x + y;
    const [land] = contours({ height, window, entrants: [{ run }] }).landscapes;
    expect(land).toMatchObject({ x: window.x, y: window.y, columns: 161, rows: 81 });
    expect(land?.heights[0]).toBe(-52.5);
    expect(land?.heights[160]).toBe(47.5);
    expect(land?.heights[161 * 80]).toBe(-47.5);
    expect(land?.heights.at(-1)).toBe(52.5);
  });

  it('chooses a window around paths, starts and minimum, on round numbers', () => {
    const [land] = contours({
      height: bowl,
      minimum,
      entrants: [{ run }, { run }],
    }).landscapes;
    expect([land?.x, land?.y]).toEqual([
      [-0.5, 4.5],
      [-0.2, 2.2],
    ]);
    for (const [x, y] of [...path, minimum]) {
      expect(x > (land?.x[0] as number) && x < (land?.x[1] as number)).toBe(true);
      expect(y > (land?.y[0] as number) && y < (land?.y[1] as number)).toBe(true);
    }
  });

  it('does not let a run that diverged widen the window', () => {
    const wild = record({
      loss: [[1, 1e5, 1e11]],
      divergedAt: [3],
      path: [
        [4, 2],
        [-400, 200],
        [1e6, 1e6],
      ],
    });
    const figure = contours({
      height: bowl,
      minimum,
      entrants: [{ run }, { run: wild }],
    });
    expect(figure.landscapes[0]?.x[1]).toBeLessThan(10);
    expect(figure.panels[1]).toMatchObject({
      note: 'rate 0.1 · diverged at update 3',
      paths: [{ broke: 'diverged at update 3' }],
    });
  });

  it('puts all paths into one panel where asked to', () => {
    const { panels } = contours({
      height: bowl,
      minimum,
      together: true,
      entrants: [{ run }, { run, style: 'adam' }],
    });
    expect(panels).toHaveLength(1);
    expect(panels[0]?.paths.map(({ style }) => style)).toEqual(['sgd', 'adam']);
  });

  it('gives a run its own landscape where it has one', () => {
    const turned = (x: number, y: number) => bowl(x + y, x - y);
    const entrants = [{ run }, { run, height: turned }, { run }];
    const { landscapes, panels } = contours({ height: bowl, minimum, entrants });
    expect(landscapes).toHaveLength(2);
    expect(panels.map(({ landscape }) => landscape)).toEqual([0, 1, 0]);
  });

  it('mentions no minimum where there is none', () => {
    const figure = contours({ height: (x, y) => x * x - y * y, entrants: [{ run }] });
    expect(figure.subtitle).not.toContain('★');
    expect(figure.panels[0]).not.toHaveProperty('minimum');
  });

  it('refuses a landscape with a hole', () => {
    const height = (x: number) => 1 / Math.max(0, x);
    expect(() => contours({ height, entrants: [{ run }] })).toThrow(
      'contours: heights must be finite, got Infinity',
    );
  });

  it('asks for paths where a run has none', () => {
    const blind = record({ loss: [[1]], optimizer: 'adam' });
    expect(() => contours({ height: bowl, entrants: [{ run: blind }] })).toThrow(
      'contours: "Adam" has no path for seed number 0; set path: true in its experiment',
    );
  });
});
