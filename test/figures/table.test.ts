import { describe, expect, it } from 'vitest';
import { divergedColumn, finalColumn, optionColumn, table } from '../../src/figures/table.ts';
import { record } from './record.ts';

const tuning = {
  option: 'learningRate',
  values: [0.01, 0.1],
  score: 'loss',
  seeds: [11],
  scores: [[1], [2]],
  best: 0.01,
  onBorder: true,
};

describe('table', () => {
  it('says for each entrant what its columns ask', () => {
    const figure = table({
      heading: 'rule',
      entrants: [
        {
          run: record({
            loss: [
              [4, 2],
              [6, 1],
              [5, 3e-7],
            ],
            learningRate: 0.01,
            tuning,
          }),
        },
        {
          run: record({
            optimizer: 'adam',
            loss: [
              [4, 2],
              [6, 99],
              [5, 5],
            ],
            divergedAt: [null, 2, null],
          }),
          label: 'Adam, cosine',
        },
      ],
      columns: [finalColumn('loss'), optionColumn('learningRate', 'rate'), divergedColumn],
    });
    expect(figure).toMatchInlineSnapshot(`
      {
        "columns": [
          {
            "align": "left",
            "label": "rule",
          },
          {
            "align": "right",
            "label": "final loss",
          },
          {
            "align": "right",
            "label": "rate",
          },
          {
            "align": "right",
            "label": "diverged",
          },
        ],
        "kind": "table",
        "rows": [
          [
            "SGD",
            "1 (3 × 10⁻⁷ to 2)",
            "0.01*",
            "0 of 3",
          ],
          [
            "Adam, cosine",
            "3.5 (2 to 5), 1 lost",
            "0.1",
            "1 of 3",
          ],
        ],
        "subtitle": "3 seeds · 1 update · * chosen by tuning",
      }
    `);
  });

  it('names a schedule, and leaves a missing option empty', () => {
    const { text } = optionColumn('learningRate');
    const schedule = { schedule: 'cosine', peak: 0.1, updates: 9 };
    expect(text(record({ loss: [[1]], learningRate: schedule }))).toBe('cosine');
    expect(optionColumn('beta1').text(record({ loss: [[1]] }))).toBe('');
  });

  it('refuses a result that a run did not end with', () => {
    expect(() => finalColumn('accuracy').text(record({ loss: [[1]] }))).toThrow(
      'unknown result "accuracy"; known: loss',
    );
  });
});
