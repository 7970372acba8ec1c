const l1 =
  ({ l1: l12 = 0.01 } = {}) =>
  (w) => {
    let s = 0;
    for (const x of w.dataSync()) s += Math.abs(x);
    return s * l12;
  };
export { l1 };
