import { describe, expect, it } from 'vitest';
import { images } from '../../src/figures/images.ts';

const image = (...values: number[]) => ({ label: 'a', columns: 2, values });
const made = (...rows: ReturnType<typeof image>[][]) =>
  images({ label: 'weight', rows: rows.map((images) => ({ label: 'row', images })) });

describe('images', () => {
  it('give the full colour to the largest value of all, whatever its sign', () => {
    expect(made([image(1, 2)], [image(-3, 0.5)]).most).toBe(3);
    expect(made([image(0, 0)]).most).toBe(1);
  });

  it.each([
    ['values that do not fill a row', [[image(1, 2, 3)]], 'image "a" must have finite values'],
    ['what is not finite', [[image(1, NaN)]], 'fill rows of 2, got NaN'],
    ['a row without an image', [[]], 'there must be an image in each row'],
    ['nothing', [], 'there must be an image in each row'],
  ])('refuse %s', (_, rows, message) => {
    expect(() => made(...rows)).toThrow(message);
  });

  it('refuse an unknown style', () => {
    const rows = [{ label: 'row', style: 'adma', images: [image(1, 2)] }];
    expect(() => images({ label: 'weight', rows })).toThrow('did you mean "adam"?');
  });
});
