import { describe, expect, it } from 'vitest';
import { sensitivity } from '../../src/figures/sensitivity.ts';
import { record } from './record.ts';

const y = { label: 'final loss', scale: 'log' } as const;

describe('sensitivity', () => {
  it('draws the score of every value that was tried, in order, and a cross where the rest diverged', () => {
    const tuning = {
      option: 'learningRate',
      values: [1, 0.1, 0.01],
      score: 'loss',
      seeds: [11, 12, 13],
      scores: [
        [null, null, 5],
        [1, 2, 3],
        [8, null, 6],
      ],
      best: 0.1,
      onBorder: false,
    };
    const run = record({ optimizer: 'adam', loss: [[1]], tuning });
    expect(sensitivity({ y, entrants: [{ run }] })).toMatchInlineSnapshot(`
      {
        "kind": "curves",
        "lines": [
          {
            "broke": "diverges from 1",
            "high": [
              8,
              3,
            ],
            "label": "Adam",
            "low": [
              6,
              1,
            ],
            "style": "adam",
            "x": [
              0.01,
              0.1,
            ],
            "y": [
              8,
              2,
            ],
          },
        ],
        "subtitle": "line: median of 3 seeds, band: smallest to largest",
        "x": {
          "label": "learning rate",
          "scale": "log",
        },
        "y": {
          "label": "final loss",
          "scale": "log",
        },
      }
    `);
  });

  it('refuses a run that was not tuned', () => {
    expect(() => sensitivity({ y, entrants: [{ run: record({ loss: [[1]] }) }] })).toThrow(
      'the run of sgd was not tuned; give its experiment a tune entry',
    );
  });
});
