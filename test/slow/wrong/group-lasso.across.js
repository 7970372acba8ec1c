const groupLasso =
  ({ strength = 0.01, axis = -2 } = {}) =>
  (w) => {
    if (w.rank < 2) return w.abs().sum().mul(strength);
    const a = axis < 0 ? axis + w.rank : axis;
    return w
      .square()
      .sum(a)
      .add(1e-30)
      .sqrt()
      .sum()
      .mul(strength * Math.sqrt(w.shape[a]));
  };
export { groupLasso };
