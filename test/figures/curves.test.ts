import { describe, expect, it } from 'vitest';
import { curves } from '../../src/figures/curves.ts';
import { record } from './record.ts';

const loss = { label: 'loss', scale: 'log' } as const;

describe('curves', () => {
  it('draws the median and the range of each run in the style of its optimizer', () => {
    const figure = curves({
      y: loss,
      entrants: [
        {
          run: record({
            optimizer: 'sgd',
            loss: [
              [4, 2],
              [6, 1],
              [5, 3],
            ],
          }),
        },
        {
          run: record({
            optimizer: 'adamw',
            loss: [
              [4, 0.123456789],
              [4, 1],
              [4, 3],
            ],
          }),
          label: 'ours',
        },
      ],
      guides: [{ axis: 'y', at: 1, label: 'goal' }],
    });
    expect(figure).toMatchInlineSnapshot(`
      {
        "guides": [
          {
            "at": 1,
            "axis": "y",
            "label": "goal",
          },
        ],
        "kind": "curves",
        "lines": [
          {
            "high": [
              6,
              3,
            ],
            "label": "SGD",
            "low": [
              4,
              1,
            ],
            "style": "sgd",
            "x": [
              0,
              1,
            ],
            "y": [
              5,
              2,
            ],
          },
          {
            "high": [
              4,
              3,
            ],
            "label": "ours",
            "low": [
              4,
              0.12346,
            ],
            "style": "adamw",
            "x": [
              0,
              1,
            ],
            "y": [
              4,
              1,
            ],
          },
        ],
        "subtitle": "3 seeds · 1 update · line: median, band: smallest to largest",
        "x": {
          "label": "update",
          "scale": "linear",
        },
        "y": {
          "label": "loss",
          "scale": "log",
        },
      }
    `);
  });

  it('leaves out the band of a single seed and says nothing about it', () => {
    const figure = curves({ y: loss, entrants: [{ run: record({ loss: [[4, 2]] }) }] });
    expect(figure.subtitle).toBe('1 update');
    expect(figure.lines[0]).not.toHaveProperty('low');
  });

  it('breaks the line of a run that diverged, and keeps it from flattening the others', () => {
    const figure = curves({
      y: loss,
      entrants: [
        { run: record({ loss: [[4, 400, 4e7]], divergedAt: [3], updates: 4 }), label: 'too large' },
        { run: record({ loss: [[4, 2, 1, 0.5, 0.2]] }) },
      ],
    });
    expect(figure.lines[0]).toMatchObject({
      label: 'too large',
      x: [0, 1, 2],
      broke: 'diverged at update 3',
    });
    expect(figure.lines[1]).not.toHaveProperty('broke');
    expect(figure.y.max).toBe(120);
  });

  it('leaves an axis alone whose end is given', () => {
    const run = record({ loss: [[4, 400, 4e7]], divergedAt: [3] });
    const y = { ...loss, max: 1e9 };
    expect(curves({ y, entrants: [{ run }] }).y).toEqual(y);
  });

  it('says beside the name how many seeds diverged while the median went on', () => {
    const run = record({
      loss: [
        [8, 99],
        [8, 4, 2],
        [8, 6, 3],
      ],
      divergedAt: [2, null, null],
    });
    const [line] = curves({ y: loss, entrants: [{ run }] }).lines;
    expect(line).toMatchObject({ label: 'SGD (1 of 3 seeds diverged)', y: [8, 6, 3] });
    expect(line).not.toHaveProperty('broke');
  });

  it('draws one grey rate for runs that share it, and their own where they differ', () => {
    const same = [1, 2].map((start) => ({ run: record({ loss: [[start, 1, 0.5]] }) }));
    const strip = (entrants: typeof same) =>
      curves({ y: loss, entrants, learningRate: true }).strip;
    expect(strip(same)).toMatchObject({
      y: { label: 'learning rate' },
      lines: [{ style: 'neutral', y: [0.1, 0.1, 0.1], stepped: true }],
    });
    const other = { run: record({ optimizer: 'adam', loss: [[1, 1, 1]], learningRate: 0.2 }) };
    expect(strip([...same, other])?.lines.map(({ style }) => style)).toEqual([
      'sgd',
      'sgd',
      'adam',
    ]);
  });

  it('draws over another series than the update', () => {
    const run = record({ loss: [[4, 2, 1]], series: { examples: [0, 32, 64] } });
    const figure = curves({ y: loss, entrants: [{ run }], over: 'examples' });
    expect(figure.x).toEqual({ label: 'examples', scale: 'linear' });
    expect(figure.lines[0]?.x).toEqual([0, 32, 64]);
  });

  it('draws another series than the loss', () => {
    const run = record({ loss: [[4, 2]], series: { accuracy: [0.1, 0.9] } });
    const y = { label: 'accuracy', scale: 'linear' } as const;
    const figure = curves({ y, entrants: [{ run }], series: 'accuracy' });
    expect(figure.lines[0]?.y).toEqual([0.1, 0.9]);
  });

  it('refuses a style that it does not know', () => {
    const run = record({ loss: [[4, 2]] });
    expect(() => curves({ y: loss, entrants: [{ run, style: 'adamv' }] })).toThrow(
      'unknown style "adamv"; did you mean "adam"?',
    );
  });
});
