import { describe, expect, it } from 'vitest';
import { plot } from '../../src/figures/plot.ts';

const x = { label: 'h', scale: 'linear' } as const;
const log = { label: 'error', scale: 'log' } as const;
const linear = { label: 'error', scale: 'linear' } as const;
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

  it.each([
    [[1, 0, 0], [1, null, null], 'SGD (0 from 1 on)'],
    [[1, 2, 0], [1, 2, null], 'SGD (0 at 2)'],
    [[0, 2, 0], [null, 2, null], 'SGD (0 at 0, 2)'],
    [[0, 0, 1], [null, null, 1], 'SGD (0 at 0, 1)'],
    [[1, 0, null], [1, null, null], 'SGD (0 at 1)'],
    [[1, 2, null], [1, 2, null], 'SGD'],
  ])('says where a line on a log axis is 0: %j', (values, y, label) => {
    const [drawn] = plot({ x, y: log, lines: [{ ...line, y: values }] }).lines;
    expect(drawn).toMatchObject({ label, y });
    const [other] = plot({ x, y: linear, lines: [{ ...line, y: values }] }).lines;
    expect(other).toMatchObject({ label: 'SGD', y: values });
  });

  it.each<[string, object, object, string]>([
    [
      'that ends below its beginning',
      {},
      { min: 3, max: 1 },
      'the max of axis "error" must be greater than its min, got from 3 to 1',
    ],
    [
      'that ends where it begins',
      {},
      { min: 2, max: 2 },
      'the max of axis "error" must be greater than its min, got from 2 to 2',
    ],
    [
      'whose ends are turned round',
      { min: 1e308, max: -1e308 },
      {},
      'the max of axis "h" must be greater than its min, got from 1e+308 to -1e+308',
    ],
    [
      'above all values',
      {},
      { min: 5 },
      'axis "error" must have a value between its ends, got from 5 to 3',
    ],
    [
      'below all values',
      { max: -1 },
      {},
      'axis "h" must have a value between its ends, got from 0 to -1',
    ],
    ['without an end', { min: NaN }, {}, 'the min of axis "h" must be a number, got NaN'],
    [
      'that never ends',
      {},
      { max: Infinity },
      'the max of axis "error" must be a number, got Infinity',
    ],
    [
      'that begins at a text',
      {},
      { min: '1' },
      'the min of axis "error" must be a number, got "1"',
    ],
    [
      'that is logarithmic and begins at 0',
      {},
      { scale: 'log', min: 0 },
      'the min of axis "error" must be a number greater than 0, as the axis is logarithmic, got 0',
    ],
  ])('refuses an axis %s', (_, ofX, ofY, says) => {
    const draw = () =>
      plot({ x: { ...x, ...ofX }, y: { ...linear, ...ofY }, lines: [{ ...line, y: [1, 2, 3] }] });
    expect(draw).toThrow(`curves: ${says}`);
  });

  it.each([{ min: 3 }, { max: 1 }, { min: 1, max: 3 }, { min: -5, max: 0.5 }])(
    'takes an axis with %j',
    (ends) => {
      const y = { ...linear, ...ends };
      expect(() => plot({ x, y, lines: [{ ...line, y: [1, 2, 3] }] })).not.toThrow();
    },
  );

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
