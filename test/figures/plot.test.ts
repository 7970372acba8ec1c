import { describe, expect, it } from 'vitest';
import { plot } from '../../src/figures/plot.ts';

const x = { label: 'h', scale: 'linear' } as const;
const log = { label: 'error', scale: 'log' } as const;
const line = { style: 'sgd', x: [0, 1, 2] };

describe('plot', () => {
  it('names a line for its style and rounds to five digits', () => {
    const figure = plot({ x, y: log, lines: [{ ...line, y: [1 / 3, 1, 2] }] });
    expect(figure.lines).toEqual([
      { label: 'SGD', style: 'sgd', x: [0, 1, 2], y: [0.33333, 1, 2] },
    ]);
  });

  it('leaves a gap where a log axis has no place for 0, or a value is not finite', () => {
    const [drawn] = plot({ x, y: log, lines: [{ ...line, y: [1, 0, 2] }] }).lines;
    expect(drawn?.y).toEqual([1, null, 2]);
    const linear = { label: 'error', scale: 'linear' } as const;
    const [other] = plot({ x, y: linear, lines: [{ ...line, y: [0, NaN, -2] }] }).lines;
    expect(other?.y).toEqual([0, null, -2]);
  });

  it('says so where a line on a log axis ends in zeros', () => {
    const [drawn] = plot({ x, y: log, lines: [{ ...line, y: [1, 0, 0] }] }).lines;
    expect(drawn).toMatchObject({ label: 'SGD (0 from 1 on)', y: [1, null, null] });
  });

  it('refuses what cannot be drawn, with a way out', () => {
    const draw = (change: object, y: typeof log | typeof x = log) => {
      return () => plot({ x, y, lines: [{ ...line, y: [1, 2, 3], ...change }] });
    };
    expect(draw({ y: [1, -2, 3] })).toThrow(
      'curves: line "SGD" must not be below 0 on a log axis, got -2; use scale "linear"',
    );
    expect(draw({ y: [0, 0, 0] })).toThrow(
      'curves: line "SGD" has no value greater than 0 for its log axis; use scale "linear"',
    );
    expect(draw({ y: [null, NaN, Infinity] }, x)).toThrow('has no value that is finite');
    expect(draw({ y: [1, 2] })).toThrow('curves: line "SGD" must have as many y as x (3), got 2');
    expect(draw({ low: [1] })).toThrow('must have as many low as x (3), got 1');
    expect(draw({ x: [0, 2, 1] })).toThrow('x must be finite and in increasing order, got 1 at 2');
    expect(draw({ x: [], y: [] })).toThrow('curves: line "SGD" has no points');
    expect(draw({ style: 'sgdd' })).toThrow('unknown style "sgdd"; did you mean "sgd"?');
    const guide = { axis: 'y', at: 0, label: 'goal' } as const;
    const lines = [{ ...line, y: [1, 2, 3] }];
    expect(() => plot({ x, y: log, lines, guides: [guide] })).toThrow(
      'curves: guide "goal" must have a place on its axis, got 0',
    );
    const wide = { x: log, y: log, lines: [{ ...line, y: [1, 2, 3] }] };
    expect(() => plot(wide)).toThrow('x must be greater than 0 on a log axis, got 0');
    expect(() => plot({ x, y: log, lines: [] })).toThrow('curves: there must be a line, got none');
  });
});
