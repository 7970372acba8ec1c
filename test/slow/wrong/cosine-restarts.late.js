function cosineRestarts({ peak, updates, floor = 0, stretch = 1, factor = 1 }) {
  return (u) => {
    let len = updates,
      t = u,
      top = peak;
    while (t > len) {
      t -= len;
      len *= stretch;
      top = Math.max(floor, top * factor);
    }
    return floor + 0.5 * (top - floor) * (1 + Math.cos((Math.PI * t) / len));
  };
}
export { cosineRestarts };
