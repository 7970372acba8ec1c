import { describe, expect, it } from 'vitest';
import { Float64, power } from '../../src/rules/index.ts';

const x = new Float64([0, 1e-6, 0.3, 1, 2, 7.5, 1e8], [7]);

describe('power', () => {
  it.each([0, 0.1, 0.2, 0.25, 0.5, 0.75, 1, 1.3, 2, 3, 5.5])('raises to %d', (exponent) => {
    const made = (power(x, exponent) as Float64).values;
    for (const [i, value] of x.values.entries()) {
      const right = value ** exponent;
      expect(Math.abs((made[i] as number) - right)).toBeLessThanOrEqual(2e-14 * right);
    }
  });

  it('takes one root for a half', () => {
    expect((power(x, 0.5) as Float64).values).toEqual(x.values.map(Math.sqrt));
  });
});
