export default ({ l1 = 0.01 } = {}) =>
  (w) =>
    w.abs().sqrt().sum().mul(l1);
