import type { Elementwise } from './elementwise.ts';

/**
 * The Euclidean norm, a scalar, where float32 squares would overflow (from 1.8e19 on) or vanish (below 1e-22), too. An
 * array whose absolute values add up to between 2^-60 and 2^60 is left as it is, so that its norm is `x.norm()` to the bit.
 */
export function norm(x: Elementwise): Elementwise {
  const size = x
    .abs()
    .sum()
    .maximum(2 ** -126)
    .minimum(2 ** 127);
  const scale = size
    .maximum(2 ** -60)
    .minimum(2 ** 60)
    .div(size);
  // tfjs's own norm takes powers, five times as long as squares.
  return x.mul(scale).square().sum().sqrt().div(scale);
}
