function cosineRestarts({ peak, updates, floor = 0, stretch = 1, factor = 1 }) {
  return (u) => {
    let k = 0,
      t = u,
      len = updates;
    while (t >= len) {
      t -= len;
      k += 1;
      len = updates * (1 + k * (stretch - 1));
    }
    const top = Math.max(floor, peak * factor ** k);
    return floor + ((top - floor) * (1 + Math.cos((Math.PI * t) / len))) / 2;
  };
}
export { cosineRestarts };
