import type { Elementwise } from '../rules/elementwise.ts';

/**
 * The proximal step of L1: for each weight the v at which ½ · (v − w)² + step · l1 · |v| is least. It goes towards 0 by
 * step · l1, and one that is not farther away becomes exactly 0.
 * @param step the learning rate, when it follows an update of gradient descent
 * @formula w ← sign(w)·max(|w| − step·l1, 0)
 * @see Daubechies, Defrise & De Mol 2004 (arXiv math/0307152); Beck & Teboulle 2009, "A fast iterative
 * shrinkage-thresholding algorithm", section 1
 */
export function softThreshold(
  w: Elementwise,
  step: number,
  { l1 }: { readonly l1: number },
): Elementwise {
  // #region exercise: take from each weight as much of it as lies within step · l1 of 0
  const reach = step * l1;
  return w.sub(w.minimum(reach).maximum(-reach));
  // #endregion
}
