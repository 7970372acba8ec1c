export const create = ({ l2 }) => (w) => {
  const flat = w.flatten();
  return flat.dot(flat).mul(l2);
};
