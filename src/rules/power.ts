import type { Elementwise } from './elementwise.ts';

/**
 * x raised to a power of at least 0, for x of at least 0, made of squares and roots alone: one of each for every binary
 * digit of the power, so that a half, a quarter or a whole number takes few.
 */
export function power(x: Elementwise, exponent: number): Elementwise {
  let made = x.mul(0).add(1);
  let square = x;
  for (let whole = Math.floor(exponent); whole > 0; whole = Math.floor(whole / 2)) {
    if (whole % 2 === 1) made = made.mul(square);
    if (whole > 1) square = square.square();
  }
  let root = x;
  for (let rest = exponent % 1; rest > 0; rest = (2 * rest) % 1) {
    root = root.sqrt();
    if (2 * rest >= 1) made = made.mul(root);
  }
  return made;
}
