import { describe, expect, it } from 'vitest';
import { rateSweep } from '../../src/theory/rate-sweep.ts';
import { rangeTest } from '../../src/figures/range-test.ts';

const rates = [0.01, 0.1, 1, 10];

describe('rangeTest', () => {
  it('draws batches and average over the rate, and the suggestion as a guide', () => {
    const figure = rangeTest(rateSweep(rates, [8, 4, 2, 16], 0));
    expect(figure).toMatchObject({
      kind: 'curves',
      x: { label: 'learning rate', scale: 'log' },
      y: { label: 'loss', scale: 'log' },
      lines: [
        { label: 'batches', x: rates, y: [8, 4, 2, 16] },
        { label: 'average', x: rates, y: [8, 4, 2, 16] },
      ],
      guides: [{ axis: 'x', at: 0.1, label: 'a tenth of the lowest: 0.1' }],
    });
  });

  it('has a linear axis for losses below 0, and no guide where nothing fell', () => {
    const figure = rangeTest(rateSweep(rates, [-1, 2, 3, 4], 0));
    expect(figure.y.scale).toBe('linear');
    expect(figure).not.toHaveProperty('guides');
  });

  it('asks for a fit where there was none', () => {
    expect(() => rangeTest(rateSweep([], [], 0.9))).toThrow(
      'rangeTest: the sweep must hold a loss; hand the rateFinder to a fit first',
    );
  });
});
