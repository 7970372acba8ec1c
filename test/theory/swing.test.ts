import { describe, expect, it } from 'vitest';
import { swingLeft, type Swing } from '../../src/theory/index.ts';

/** What an update leaves of the distance and the velocity together, as a mean of many, by walking. */
function walked({ momentum, step, ahead = false }: Swing): number {
  let [w, v] = [1, 0];
  let logarithm = 0;
  const updates = 20_000;
  for (let update = 0; update < updates; update++) {
    v = momentum * v - step * (ahead ? w + momentum * v : w);
    w += v;
    const size = Math.hypot(w, v);
    logarithm += Math.log(size);
    [w, v] = [w / size, v / size];
  }
  return Math.exp(logarithm / updates);
}

describe.each([
  ['here', false],
  ['ahead', true],
])('with the slope felt %s', (_, ahead) => {
  it.each([0.001, 0.01, 0.1, 0.6, 1.2, 1.36, 2.5])('is what a walk leaves at step %s', (step) => {
    const swing = { momentum: 0.9, step, ahead };
    expect(swingLeft(swing)).toBeCloseTo(walked(swing), 3);
  });

  it('comes to rest below the limit and never above it', () => {
    const limit = ahead ? (2 * 1.9) / 2.8 : 2 * 1.9;
    expect(swingLeft({ momentum: 0.9, step: 0.999 * limit, ahead })).toBeLessThan(1);
    expect(swingLeft({ momentum: 0.9, step: 1.001 * limit, ahead })).toBeGreaterThan(1);
  });
});

it('is plain descent without momentum, wherever the slope is felt', () => {
  for (const ahead of [false, true])
    expect(swingLeft({ momentum: 0, step: 0.3, ahead })).toBeCloseTo(0.7, 12);
});

it.each([
  [{ momentum: 1, step: 0.1 }, /momentum/],
  [{ momentum: 0.9, step: 0 }, /step must be greater than 0/],
])('refuses %j', (swing, message) => {
  expect(() => swingLeft(swing)).toThrow(message);
});
