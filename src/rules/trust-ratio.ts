import type { Elementwise } from './elementwise.ts';
import { sign } from './sign.ts';

/** coefficient · ‖w‖ / ‖u‖ from the two norms, as a scalar, and 1 where either is 0. */
export function trustRatio(wNorm: Elementwise, uNorm: Elementwise, coefficient = 1): Elementwise {
  const both = sign(wNorm).mul(sign(uNorm));
  const neither = both.mul(-1).add(1);
  return both.mul(coefficient).mul(wNorm).div(uNorm.add(neither)).add(neither);
}
