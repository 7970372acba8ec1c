import type { Elementwise } from './elementwise.ts';

/** coefficient · ‖w‖ / ‖u‖ from the two norms, as a scalar, and 1 where either is 0. */
export function trustRatio(wNorm: Elementwise, uNorm: Elementwise, coefficient = 1): Elementwise {
  const both = wNorm.sign().mul(uNorm.sign());
  const neither = both.mul(-1).add(1);
  return both.mul(coefficient).mul(wNorm).div(uNorm.add(neither)).add(neither);
}
