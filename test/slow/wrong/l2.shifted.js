export const l2 =
  ({ l2 }) =>
  (w) =>
    w.square().sum().mul(l2).add(1);
