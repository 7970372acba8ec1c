const l2 =
  ({ l2: l22 = 0.01 } = {}) =>
  (w) =>
    w.square().sum(0).sqrt().sum().mul(l22);
export { l2 };
