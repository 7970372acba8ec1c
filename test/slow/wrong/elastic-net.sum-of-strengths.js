export default ({ l1, l2 }) =>
  (w) =>
    w
      .abs()
      .sum()
      .add(w.square().sum())
      .mul(l1 + l2);
