export default ({ l1 = 0, l2 = 0 } = {}) =>
  (w) =>
    w.abs().sum().mul(l1).add(w.square().mean().mul(l2));
