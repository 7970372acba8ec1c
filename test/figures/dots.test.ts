import { describe, expect, it } from 'vitest';
import { dots, finals } from '../../src/figures/dots.ts';
import { record } from './record.ts';

const x = { label: 'final loss', scale: 'log' } as const;

describe('dots', () => {
  it('draws the median, the range and the single results of each entrant', () => {
    const runs = [
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
      { run: record({ optimizer: 'adam', loss: [[4, 0.5]] }), label: 'ours' },
    ];
    const limit = { at: 1, label: 'goal' };
    expect(dots({ x, rows: finals('loss', runs), limit })).toMatchInlineSnapshot(`
      {
        "kind": "dots",
        "limit": {
          "at": 1,
          "label": "goal",
        },
        "rows": [
          {
            "high": 3,
            "label": "SGD",
            "low": 1,
            "points": [
              2,
              1,
              3,
            ],
            "style": "sgd",
            "value": 2,
          },
          {
            "label": "ours",
            "style": "adam",
            "value": 0.5,
          },
        ],
        "subtitle": "dot: median of 3 seeds, bar: smallest to largest",
        "x": {
          "label": "final loss",
          "scale": "log",
        },
      }
    `);
  });

  it('counts the runs without a result, and has no dot where half of them have none', () => {
    const run = (lost: number) =>
      record({
        loss: [[4], [2], [3]],
        divergedAt: [0, 1, 2].map((seed) => (seed < lost ? 5 : null)),
      });
    const rows = dots({
      x,
      rows: finals('loss', [{ run: run(1) }, { run: run(2) }]),
    }).rows;
    expect(rows[0]).toMatchObject({ value: 2.5, note: '1 of 3 without a result' });
    expect(rows[1]).toMatchObject({ value: null, note: '2 of 3 without a result' });
  });

  it('lets an exact 0 stand on a log axis, and nothing below', () => {
    const draw = (value: number) => dots({ x, rows: [{ style: 'sgd', values: [value] }] });
    expect(draw(0).rows[0]?.value).toBe(0);
    expect(() => draw(-1)).toThrow(
      'dots: row "SGD" must be finite and at least 0 on a log axis, got -1',
    );
    expect(() => draw(Infinity)).toThrow('dots: row "SGD" must be finite');
    expect(() => dots({ x, rows: [] })).toThrow('dots: there must be a row, got none');
  });

  it('says which single results are 0 on a log axis, where no place reads 0', () => {
    const rowOf = (values: readonly (number | null)[], scale: 'linear' | 'log' = 'log') =>
      dots({ x: { ...x, scale }, rows: [{ style: 'sgd', values }] }).rows[0];
    expect(rowOf([0, 0.5, 2])).toMatchObject({ value: 0.5, note: '0.5, 1 of 3 at 0' });
    expect(rowOf([0, 0.5, 2, null])).toMatchObject({
      note: '0.5, 1 of 4 at 0, 1 of 4 without a result',
    });
    expect(rowOf([0, 0, 2])).not.toHaveProperty('note');
    expect(rowOf([0, 0.5, 2], 'linear')).not.toHaveProperty('note');
  });

  it('names the nearest result for one that no run ended with', () => {
    expect(() => finals('lss', [{ run: record({ loss: [[1]] }) }])).toThrow(
      'unknown result "lss"; did you mean "loss"?',
    );
  });
});
