// Keras's CosineDecayRestarts: m_mul multiplies the height above alpha.
export const cosineRestarts = ({ peak, updates, floor = 0, stretch = 1, factor = 1 }) => (step) => {
  const alpha = floor / peak;
  let since = step;
  let period = updates;
  let fac = 1;
  while (since >= period) {
    since -= period;
    period *= stretch;
    fac *= factor;
  }
  const cosine = 0.5 * fac * (1 + Math.cos((Math.PI * since) / period));
  return peak * ((1 - alpha) * cosine + alpha);
};
