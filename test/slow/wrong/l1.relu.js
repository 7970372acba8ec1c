export const l1 =
  ({ l1 }) =>
  (w) =>
    w.relu().sum().mul(l1);
