const cyclic =
  ({ floor, peak, every, factor = 1 }) =>
  (u) => {
    const cycle = Math.floor(1 + u / (2 * every));
    const x = Math.abs(u / every - 2 * cycle + 1);
    return floor + (peak - floor) * Math.max(0, 1 - x) * factor ** cycle;
  };
export { cyclic };
