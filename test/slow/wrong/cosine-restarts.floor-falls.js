function cosineRestarts({ peak, updates, floor = 0, stretch = 1, factor = 1 }) {
  return (u) => {
    let len = updates,
      t = u,
      m = 1;
    while (t >= len) {
      t -= len;
      len *= stretch;
      m *= factor;
    }
    return m * (floor + 0.5 * (peak - floor) * (1 + Math.cos((Math.PI * t) / len)));
  };
}
export { cosineRestarts };
