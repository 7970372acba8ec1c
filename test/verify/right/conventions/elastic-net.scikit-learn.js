export const elasticNet = ({ l1, l2 }) => (w) => w.abs().sum().mul(l1).add(w.square().sum().mul(l2 / 2));
