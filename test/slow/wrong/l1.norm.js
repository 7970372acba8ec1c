export default ({ l1 }) =>
  (w) =>
    w.square().sum().sqrt().mul(l1);
