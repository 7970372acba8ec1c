import { each, transform, type Transform } from './transform.ts';

/**
 * Gradient centralization: takes from each kernel's gradient (rank 2 or more) its mean over the inputs of each unit
 * (all axes but the last); other gradients stay as they are.
 * @see Yong et al. 2020 (arXiv 2004.01461), eq. 1
 */
export function centralize(): Transform {
  return transform({ transform: 'centralize' }, (gradients) =>
    each(gradients, (g) => {
      if (g.rank < 2) return g;
      const inputs = g.shape.map((_, axis) => axis).slice(0, -1);
      return g.sub(g.mean(inputs, true));
    }),
  );
}
