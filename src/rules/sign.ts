import type { Elementwise } from './elementwise.ts';

/** The largest float32. */
const largest = (2 - 2 ** -23) * 2 ** 127;

/**
 * The sign of each element: -1, 0 or 1, of an infinity too; NaN stays NaN. A division, because the kernel of tfjs 4.22 on
 * wasm takes the sign of everything closer to zero than 2^-23 for 0; exact down to 2^-126, the least normal float32.
 */
export function sign(x: Elementwise): Elementwise {
  const finite = x.minimum(largest).maximum(-largest);
  return finite.div(finite.abs().maximum(2 ** -126));
}
